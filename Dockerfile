# One image, many verbs: `docker run <image> deploy-slot …`. Each action.yml names its verb.
FROM mcr.microsoft.com/dotnet/sdk:10.0 AS program
# What native code is linked with.
RUN apt-get update -qq && apt-get install -y -qq --no-install-recommends gcc libc6-dev zlib1g-dev >/dev/null
WORKDIR /source
COPY global.json Directory.Build.props Directory.Packages.props ./
COPY src src
COPY workflows workflows
COPY examples examples
RUN dotnet publish src/TshActions --configuration Release --use-current-runtime --output /program \
      -p:PublishAot=true -p:EventSourceSupport=false \
      -p:RunAnalyzers=false -p:DebugType=none -p:GenerateDocumentationFile=false

# The OpenSSH client, the certificates, the time zones, and the libraries that both link against: nothing else gets into
# the image.
# The program may run on no older C library than the one it was linked with, so both come from the same system.
FROM mcr.microsoft.com/dotnet/sdk:10.0 AS tools
RUN apt-get update -qq && apt-get install -y -qq --no-install-recommends openssh-client ca-certificates tzdata >/dev/null
COPY --from=program /program/tsh /image/usr/bin/tsh
RUN set -eu; cd /image; \
    mkdir -p etc/ssl/certs tmp root lib lib64 usr/lib; chmod 1777 tmp; chmod 700 root; \
    for binary in /usr/bin/ssh $(find / -xdev \( -name 'libssl.so.3' -o -name 'libcrypto.so.3' -o -name 'libnss_files.so.2' -o -name 'libnss_dns.so.2' -o -name 'libresolv.so.2' -o -name 'libgcc_s.so.1' \) -not -path '/proc/*' -not -path '/image/*'); do \
      for file in "$binary" $(ldd "$binary" | grep -o '/[^ ]*'); do mkdir -p ".$(dirname "$file")"; cp -L "$file" ".$file"; done; \
    done; \
    for file in $(ldd usr/bin/tsh | grep -o '/[^ ]*'); do mkdir -p ".$(dirname "$file")"; cp -L "$file" ".$file"; done; \
    cp /etc/ssl/certs/ca-certificates.crt etc/ssl/certs/; \
    mkdir -p usr/share; cp -a /usr/share/zoneinfo usr/share/; rm -rf usr/share/zoneinfo/posix usr/share/zoneinfo/right; \
    echo 'root:x:0:0:root:/root:/sbin/nologin' > etc/passwd; echo 'root:x:0:' > etc/group; \
    echo 'hosts: files dns' > etc/nsswitch.conf

FROM scratch
COPY --from=tools /image /
ENV PATH=/usr/bin DOTNET_SYSTEM_GLOBALIZATION_INVARIANT=1 SSL_CERT_FILE=/etc/ssl/certs/ca-certificates.crt
# No USER: a runner's output files belong to root's side of the mount. Exec form: the program itself gets the signals.
ENTRYPOINT ["/usr/bin/tsh"]
