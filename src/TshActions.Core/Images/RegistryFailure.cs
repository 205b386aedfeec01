namespace TshActions.Core.Images;

/// <summary>Says in plain words why docker could not pull, from docker's own words.</summary>
public static class RegistryFailure
{
    /// <param name="user">Whom docker signed in as; null without credentials.</param>
    /// <param name="words">What `docker login` and `docker pull` said.</param>
    public static (string Message, string Advice) Explain(
        ImageSource.InRegistry image,
        string host,
        string? user,
        string words
    )
    {
        var registry = image.Registry;
        if (Says("toomanyrequests", "too many requests", "rate limit"))
            return (
                $"{registry} lets {host} pull no more for now: its rate limit is reached",
                "give `registry-user` and `registry-password` (signed in one may pull more), or wait, or send the image as an archive"
            );
        if (
            Says(
                "no basic auth credentials",
                "unauthorized",
                "authentication required",
                "denied",
                "incorrect username or password",
                "403 Forbidden"
            )
        )
            return user is null
                ? (
                    $"{registry} does not show {image.Repository} to somebody who is not signed in",
                    "give `registry-user` and `registry-password`; for ghcr.io a token with `read:packages`"
                )
                : (
                    $"{registry} refused the user {user}: wrong password or token, or no right to read {image.Repository}",
                    "check `registry-user` and `registry-password`; for ghcr.io the password is a token with `read:packages`"
                );
        if (Says("manifest unknown", "not found", "name unknown", "repository does not exist"))
            return (
                $"{registry} has no {image.Repository} with the digest {image.Digest}",
                "check that the build pushed it there and that the digest is the one it printed; a registry that prunes old images may have removed it"
            );
        if (Says("no matching manifest"))
            return (
                $"{image.Reference} was not built for the platform of {host}",
                "build it for that platform too: `docker buildx build --platform …`"
            );
        if (Says("x509", "certificate"))
            return (
                $"{host} does not trust the certificate of {registry}",
                $"put the authority's certificate in /etc/docker/certs.d/{registry}/ca.crt on the host"
            );
        if (Says("connection refused"))
            return (
                $"{registry} refused the connection from {host}: nothing listens there",
                "check the registry's address and port, and that it is up"
            );
        if (Says("no such host", "server misbehaving"))
            return (
                $"{host} cannot find {registry}: the name does not resolve there",
                "check the registry's name, and the host's own name servers"
            );
        if (Says("no route to host", "network is unreachable", "timeout", "deadline exceeded"))
            return (
                $"there is no way from {host} to {registry}",
                "check the host's firewall and routes, or send the image as an archive: that needs no registry"
            );
        if (Says("no space left"))
            return (
                $"the disk of {host} is full",
                "make room: `docker system df` tells what docker keeps"
            );
        return (
            $"docker on {host} could not pull {image.Reference}",
            "docker's own words stand above"
        );

        bool Says(params ReadOnlySpan<string> phrases)
        {
            foreach (var phrase in phrases)
                if (words.Contains(phrase, StringComparison.OrdinalIgnoreCase))
                    return true;
            return false;
        }
    }
}
