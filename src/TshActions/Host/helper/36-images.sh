#: images: on their way to docker
#:   images ROOT                                what docker and ROOT/images have: platform, images, layers, as lines
#:   image_resume ROOT TOKEN DIGEST             how many bytes of a layer arrived earlier and stay
#:   image_receive ROOT TOKEN DIGEST            the rest of a layer from standard input, gzip; kept when it is whole
#:   image_load ROOT TOKEN ID TAG LAYER...      load the image from what arrived; prints its id
#:   image_pull ROOT TOKEN REFERENCE TAG USER   pull by digest; the password of USER (empty: nobody) from standard input
#:   image_info IMAGE                           id, platform and layers of an image docker has
#:

image_hex() {
    case $1 in *[!0-9a-f]*) die 2 "$1 is no digest" ;; esac
    [ "${#1}" -eq 64 ] || die 2 "$1 is no digest"
}

cmd_images() {
    docker_answers || exit
    docker version --format 'platform {{.Server.Os}}/{{.Server.Arch}}'
    case $(docker info --format '{{.DriverStatus}}' 2>/dev/null) in *io.containerd.snapshotter*) echo 'store containerd' ;; esac
    # An image may go away between the two commands: what is left is told all the same.
    ids=$(docker image ls --all --quiet --no-trunc | sort -u)
    # shellcheck disable=SC2086 # ids have no spaces
    [ -z "$ids" ] || docker image inspect --format 'image {{.Id}}{{range .RootFS.Layers}} {{.}}{{end}}' $ids 2>/dev/null
    for file in "$1/images"/*; do
        case ${file##*/} in *[!0-9a-f]*) ;; *) echo "arrived ${file##*/}" ;; esac
    done
}

image_folder() {
    folder=$root/images
    mkdir -p "$folder" || die 4 "$folder cannot be made: $(disk_says)"
}

# A sender that lost its connection may still write when the next one begins, so the new one works on a copy. And a gzip
# whose input ends too soon writes its window of 32 KiB a second time (GNU gzip, flush_window), so the end is left out.
cmd_image_resume() {
    require_lease "$1" "$2"
    image_hex "$3"
    image_folder
    part=$folder/$3.part
    if [ -f "$part" ]; then
        keep=$(($(wc -c <"$part") - 65536))
        if [ "$keep" -gt 0 ] && head -c "$keep" "$part" >"$part.next" && mv "$part.next" "$part"; then
            wc -c <"$part"
            return
        fi
        rm -f "$part" "$part.next"
    fi
    echo 0
}

cmd_image_receive() {
    require_lease "$1" "$2"
    image_hex "$3"
    image_folder
    part=$folder/$3.part
    gzip -dc >>"$part" || die 4 "layer $3 did not arrive whole: $(wc -c <"$part") bytes did. $(disk_says)"
    sum=$(sha256sum <"$part")
    if [ "${sum%% *}" != "$3" ]; then
        rm -f "$part"
        die 6 "layer $3 arrived as ${sum%% *}; it was thrown away"
    fi
    flush "$part"
    mv "$part" "$folder/$3" || die 4 "layer $3 cannot be kept: $(disk_says)"
}

# Docker finds layers it has by their chain, so the archive names all layers and holds those that arrived.
cmd_image_load() {
    require_lease "$1" "$2"
    id=$3 tag=$4
    shift 4
    image_hex "$id"
    image_folder
    docker_answers || exit
    if docker image inspect "sha256:$id" >/dev/null 2>&1; then
        docker tag "sha256:$id" "$tag" && echo "sha256:$id"
        return
    fi
    layers='' there=$id
    for layer in "$@"; do
        image_hex "$layer"
        layers=$layers${layers:+,}\"$layer\"
        case " $there " in *" $layer "*) continue ;; esac
        [ ! -f "$folder/$layer" ] || there="$there $layer"
    done
    printf '[{"Config":"%s","RepoTags":["%s"],"Layers":[%s]}]\n' "$id" "$tag" "$layers" >"$folder/manifest.json" ||
        die 4 "the archive's list cannot be written: $(disk_says)"
    # shellcheck disable=SC2086 # digests have no spaces
    said=$(tar -C "$folder" -cf - manifest.json $there | docker load 2>&1) || die 6 "docker does not load the image: $said"
    docker image inspect --format '{{.Id}}' "$tag" || die 6 "docker loaded the image and does not have it: $said"
    # While the lease is this run's nobody else has layers on their way.
    require_lease "$root" "$token"
    rm -rf "$folder"
}

# Docker writes the password into a folder of its own, which is gone whatever happens: at the end, at a signal, or else
# at the next pull.
cmd_image_pull() {
    require_lease "$1" "$2"
    reference=$3 tag=$4 user=$5
    image_folder
    docker_answers || exit
    if docker image inspect "$reference" >/dev/null 2>&1; then
        docker tag "$reference" "$tag" && cmd_image_info "$tag"
        return
    fi
    DOCKER_CONFIG=$folder/login
    export DOCKER_CONFIG
    rm -rf "$DOCKER_CONFIG"
    trap 'rm -rf "$DOCKER_CONFIG"' EXIT
    trap 'exit 129' HUP
    trap 'exit 130' INT
    trap 'exit 143' TERM
    mkdir -m 700 "$DOCKER_CONFIG" || die 4 "$DOCKER_CONFIG cannot be made: $(disk_says)"
    if [ -n "$user" ]; then
        said=$(docker login --username "$user" --password-stdin "${reference%%/*}" 2>&1) || die 6 "docker login: $said"
    fi
    said=$(docker pull --quiet "$reference" 2>&1) || die 6 "docker pull: $said"
    docker tag "$reference" "$tag" && cmd_image_info "$tag"
}

cmd_image_info() {
    docker version --format 'host {{.Server.Os}}/{{.Server.Arch}}' && docker image inspect --format 'id {{.Id}}
platform {{.Os}}/{{.Architecture}}
layers{{range .RootFS.Layers}} {{.}}{{end}}' "$1"
}
