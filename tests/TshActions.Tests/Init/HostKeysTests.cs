using TshActions.Ssh;

namespace TshActions.Tests.Init;

/// <summary>What has to be true before a key stands in the manifest as the host's own.</summary>
public class HostKeysTests
{
    private const string Other =
        "ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAII10Crb15TGAp950LtPyMlIkeHlKhNSMrNZ4LsYnjV6S";

    private static readonly string[] Host = ["--production-host", "ops@vps.example.net:2222"];

    [Fact]
    public async Task A_person_who_types_yes_pins_what_the_host_shows()
    {
        using var sample = new SampleRepository("node");

        var (code, log) = await sample.AnsweredAsync("yes\n", Host);

        code.ShouldBe(0, log);
        sample.Asked.ShouldBe(["vps.example.net:2222"]);
        sample.Read(".github/tsh.yml").ShouldContain($"host-key: {SampleRepository.Key}\n");
        Approved.Check(log);
    }

    [Theory]
    [InlineData("")]
    [InlineData("y\n")]
    [InlineData("YES\n")]
    [InlineData("\nyes\n")]
    [InlineData(null)]
    public async Task Anything_else_than_yes_and_nobody_at_all_pins_nothing(string? typed)
    {
        using var sample = new SampleRepository("node");

        var (code, log) = await sample.AnsweredAsync(typed, Host);

        code.ShouldBe(0, log);
        sample.Read(".github/tsh.yml").ShouldNotContain(SampleRepository.Key);
        log.ShouldContain("production's host key: not pinned");
        log.ShouldContain(SampleRepository.Fingerprint);
    }

    [Fact]
    public async Task A_fingerprint_that_was_given_is_compared_without_a_question()
    {
        using var sample = new SampleRepository("node");

        var (code, log) = await sample.InitAsync([
            .. Host,
            "--production-host-key-fingerprint",
            SampleRepository.Fingerprint,
        ]);

        code.ShouldBe(0, log);
        log.ShouldNotContain("Type yes");
        sample.Read(".github/tsh.yml").ShouldContain($"host-key: {SampleRepository.Key}\n");
    }

    [Fact]
    public async Task Another_key_than_the_one_given_is_an_error_that_names_both_and_writes_nothing()
    {
        using var sample = new SampleRepository("node");
        sample.ShownKey = Other;
        var before = sample.Picture();

        var (code, log) = await sample.AnsweredAsync(
            "yes\n",
            [.. Host, "--production-host-key-fingerprint", SampleRepository.Fingerprint]
        );

        code.ShouldBe(4, log);
        log.ShouldContain(SampleRepository.Fingerprint);
        log.ShouldContain(HostKey.Parse(Other).Fingerprint);
        sample.Picture().ShouldBe(before);
        Approved.Check(log);
    }

    [Fact]
    public async Task A_host_that_shows_no_key_is_left_to_the_team_and_refused_where_one_was_given()
    {
        using var sample = new SampleRepository("node");
        sample.ShownKey = null;

        var (refused, why) = await sample.InitAsync([
            .. Host,
            "--production-host-key-fingerprint",
            SampleRepository.Fingerprint,
        ]);
        var (code, log) = await sample.AnsweredAsync("yes\n", Host);

        (refused, code).ShouldBe((4, 0));
        Approved.Check($"{why}\n{log}");
    }

    [Fact]
    public async Task A_manifest_that_stays_asks_no_host()
    {
        using var sample = new SampleRepository("node");
        await sample.AnsweredAsync("yes\n", Host);

        var (code, log) = await sample.InitAsync(Host);

        code.ShouldBe(0, log);
        log.ShouldContain("nothing was changed");
        log.ShouldContain("no host was asked");
        sample.Asked.Count.ShouldBe(1);
    }
}
