using TshActions.Core.Systemd;

namespace TshActions.RigTests.Setup;

public sealed class SudoRightsTests(Workbench bench) : IClassFixture<Workbench>
{
    private static readonly string[] Units =
    [
        "tsh_erp-blue.service",
        "tsh_erp-green.service",
        "tsh-tsh-erp_production-guard.service",
    ];

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task The_deploy_user_has_the_documented_rights_word_for_word()
    {
        await SetUpAsync();

        var listed = await bench.Vps.ShellAsync("sudo -l -U deploy", Cancel);

        var said = listed
            .Split('\n')
            .SkipWhile(line => !line.Contains("may run"))
            .Skip(1)
            .Select(line => line.Trim());
        Commands(string.Join(' ', said), "(root) NOPASSWD:")
            .ShouldBe(Commands(DeploySudoers.Text("deploy", Units), "ALL=(root) NOPASSWD:"));
    }

    [Theory]
    [InlineData("/usr/sbin/nginx -T")]
    [InlineData("/usr/bin/systemctl stop tsh_erp-blue.service")]
    public async Task What_was_granted_works(string command)
    {
        await SetUpAsync();

        (await AsDeployAsync(command)).ExitCode.ShouldBe(0);
    }

    [Theory]
    [InlineData("systemctl stop nginx")]
    [InlineData("nginx -s stop")]
    [InlineData("nginx -t")]
    [InlineData("nginx -T -c /home/deploy/mine.conf")]
    [InlineData("nginx -T -g 'user root;'")]
    [InlineData("systemctl stop tsh_erp-blue.service nginx.service")]
    [InlineData("systemctl stop tsh_erp-staging.service")]
    [InlineData("systemctl edit tsh_erp-blue.service")]
    [InlineData("systemctl kill tsh_erp-blue.service")]
    [InlineData("sh -c id")]
    [InlineData("-u postgres id")]
    public async Task Anything_more_is_refused(string command)
    {
        await SetUpAsync();

        var refused = await AsDeployAsync(command);

        refused.ExitCode.ShouldNotBe(0);
        refused.Error.ShouldContain("password is required");
    }

    private Task<Processes.ProcessResult> AsDeployAsync(string command) =>
        bench.Vps.ExecAsync(["su", "deploy", "-c", $"sudo -n {command}"], Cancel);

    private async Task SetUpAsync()
    {
        string[] isThere = ["test", "-f", DeploySudoers.Path("tsh-erp", "production")];
        if (!(await bench.Vps.ExecAsync(isThere, Cancel)).Succeeded)
            (await bench.TshAsync("setup")).ExitCode.ShouldBe(0);
    }

    private static IEnumerable<string> Commands(string text, string behind) =>
        text[(text.IndexOf(behind, StringComparison.Ordinal) + behind.Length)..]
            .Replace("\\\n", "")
            .Split(',')
            .Select(command => command.Trim());
}
