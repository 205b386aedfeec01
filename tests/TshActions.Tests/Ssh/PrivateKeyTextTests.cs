using System.Buffers.Binary;
using System.Text;
using TshActions.Ssh;

namespace TshActions.Tests.Ssh;

public sealed class PrivateKeyTextTests
{
    private const string Begin = "-----BEGIN OPENSSH PRIVATE KEY-----\n";
    private const string End = "\n-----END OPENSSH PRIVATE KEY-----\n";

    [Fact]
    public void The_fingerprint_is_of_the_public_half()
    {
        byte[] half = [.. Part("ssh-ed25519"), .. Part("thirty-two bytes of a public key")];

        PrivateKeyText
            .Fingerprint(Begin + Convert.ToBase64String(Key(half)) + End)
            .ShouldBe(new HostKey("ssh-ed25519", Convert.ToBase64String(half)).Fingerprint);
    }

    [Theory]
    [InlineData("")]
    [InlineData("-----BEGIN RSA PRIVATE KEY-----\nAAAA\n")]
    [InlineData("b3BlbnNzaC1rZXktdjEA")]
    [InlineData("b3BlbnNzaC1rZXktdjEA////")]
    public void What_does_not_hold_it_in_the_open_has_none(string text) =>
        PrivateKeyText.Fingerprint(text).ShouldBeNull();

    [Fact]
    public void What_breaks_off_anywhere_has_none()
    {
        var whole = Key([.. Part("ssh-ed25519"), .. Part("thirty-two bytes of a public key")]);

        for (var length = 15; length < whole.Length; length++)
            PrivateKeyText
                .Fingerprint(Begin + Convert.ToBase64String(whole[..length]) + End)
                .ShouldBeNull($"{length} bytes");
    }

    private static byte[] Key(byte[] half) =>
        [
            .. "openssh-key-v1\0"u8,
            .. Part("none"),
            .. Part("none"),
            .. Part(""),
            .. Number(1),
            .. Number(half.Length),
            .. half,
        ];

    private static byte[] Part(string text) =>
        [.. Number(text.Length), .. Encoding.ASCII.GetBytes(text)];

    private static byte[] Number(int number)
    {
        var bytes = new byte[4];
        BinaryPrimitives.WriteInt32BigEndian(bytes, number);
        return bytes;
    }
}
