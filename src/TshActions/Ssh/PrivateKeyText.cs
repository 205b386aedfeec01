namespace TshActions.Ssh;

/// <summary>Looks at the text of a private key before any host is asked: what is wrong with it is easier said here.</summary>
internal static class PrivateKeyText
{
    // PROTOCOL.key of OpenSSH: the magic "openssh-key-v1\0", then the cipher's name; "none" is four bytes long.
    private const string Magic = "b3BlbnNzaC1rZXktdjEA";
    private const string NoCipher = "AAAABG5vbmU";

    /// <exception cref="BadInput">It is no private key, or one that nobody is here to unlock.</exception>
    public static void Require(string text)
    {
        if (!text.TrimStart().StartsWith("-----BEGIN"))
            throw new BadInput(
                "`ssh-key` is not a private key: it does not begin with -----BEGIN",
                "put the whole private key file in the secret, not its public half and not a path"
            );
        if (
            text.Contains("ENCRYPTED") || (text.Contains(Magic) && !text.Contains(Magic + NoCipher))
        )
            throw new BadInput(
                "`ssh-key` has a passphrase, and nobody is here to type it",
                "make a key without one for deployments: `ssh-keygen -t ed25519 -N ''`"
            );
    }
}
