using TshActions.Ssh;

namespace TshActions.Tests.Ssh;

public class HostKeyTests
{
    private const string Blob =
        "AAAAC3NzaC1lZDI1NTE5AAAAII10Crb15TGAp950LtPyMlIkeHlKhNSMrNZ4LsYnjV6S";

    [Theory]
    [InlineData("ssh-ed25519 " + Blob, true)]
    [InlineData("ssh-ed25519 " + Blob + " root@vps-main", true)]
    [InlineData("ssh-ed25519  " + Blob, true)]
    [InlineData("ssh-rsa " + Blob, false)]
    [InlineData("ssh-ed25519", false)]
    [InlineData("ssh-ed25519 AAAAC3NzaC1lZDI1NTE5", false)]
    [InlineData("ssh-ed25519 not*base64", false)]
    [InlineData("ssh-dss " + Blob, false)]
    [InlineData(Blob, false)]
    [InlineData("", false)]
    public void A_key_says_its_own_type_inside(string text, bool accepted) =>
        HostKey.IsWellFormed(text).ShouldBe(accepted);

    [Fact]
    public void A_comment_behind_the_key_is_dropped() =>
        HostKey
            .Parse($"ssh-ed25519 {Blob} root@vps-main")
            .ShouldBe(new HostKey("ssh-ed25519", Blob));

    [Theory]
    [InlineData("192.0.2.1", 22, "192.0.2.1 ssh-ed25519 " + Blob + "\n")]
    [InlineData("192.0.2.1", 2222, "[192.0.2.1]:2222 ssh-ed25519 " + Blob + "\n")]
    public void One_line_pins_the_key_to_its_address(string address, int port, string line) =>
        new HostKey("ssh-ed25519", Blob).KnownHostsLine(address, port).ShouldBe(line);

    [Fact]
    public void A_fingerprint_reads_as_ssh_keygen_prints_it() =>
        new HostKey("ssh-ed25519", Blob).Fingerprint.ShouldMatch(@"\ASHA256:[A-Za-z0-9+/]{43}\z");

    [Theory]
    [InlineData("ssh-rsa", "rsa-sha2-512,rsa-sha2-256")]
    [InlineData("ssh-ed25519", "ssh-ed25519")]
    public void Only_signatures_of_the_pinned_type_are_taken(string type, string algorithms) =>
        new HostKey(type, Blob).Algorithms.ShouldBe(algorithms);
}
