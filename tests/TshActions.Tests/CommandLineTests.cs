using TshActions.Core.Reports;
using TshActions.Verbs;

namespace TshActions.Tests;

public sealed class CommandLineTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("tsh-tests-").FullName;
    private readonly StringWriter _output = new();

    public static TheoryData<string> Verbs => [.. VerbTable.All.Select(verb => verb.Name)];

    public void Dispose()
    {
        _output.Dispose();
        Directory.Delete(_folder, recursive: true);
    }

    [Fact]
    public async Task Help_names_every_verb()
    {
        (await InvokeAsync("--help")).ShouldBe(0);

        foreach (var verb in VerbTable.All)
            _output.ToString().ShouldContain($"  {verb.Name} ");
    }

    [Theory]
    [MemberData(nameof(Verbs))]
    public async Task Help_of_a_verb_names_every_input_and_its_variable(string name)
    {
        (await InvokeAsync(name, "--help")).ShouldBe(0);

        foreach (var input in VerbTable.All.Single(verb => verb.Name == name).Inputs)
        {
            _output.ToString().ShouldContain($"--{input.Name}");
            _output.ToString().ShouldContain($"[{Inputs.Variable(input)}]");
        }
    }

    [Theory]
    [InlineData("deploy")]
    [InlineData("status", "--nonsense")]
    [InlineData("status", "--ssh-key", "pasted")]
    public async Task What_nobody_knows_is_bad_input(params string[] arguments) =>
        (await InvokeAsync(arguments)).ShouldBe((int)ExitCode.BadInput);

    [Fact]
    public async Task A_missing_manifest_says_where_it_was_looked_for()
    {
        var code = await InvokeAsync(
            "status",
            "--environment",
            "staging",
            "--ssh-key-file",
            Write("key", "-----BEGIN"),
            "--manifest",
            "elsewhere.yml"
        );

        code.ShouldBe((int)ExitCode.BadInput);
        _output.ToString().ShouldContain("there is no manifest at elsewhere.yml");
    }

    [Fact]
    public async Task A_broken_manifest_lists_every_problem_and_a_wrong_environment_the_right_ones()
    {
        var key = Write("key", "-----BEGIN");
        Write("broken.yml", "app: ERP\nruntime: x\n");
        Write("good.yml", Repository.Read("examples/tsh-erp/tsh.yml"));

        await InvokeAsync(
            "status",
            "--environment",
            "x",
            "--ssh-key-file",
            key,
            "--manifest",
            "broken.yml"
        );
        await InvokeAsync(
            "status",
            "--environment",
            "x",
            "--ssh-key-file",
            key,
            "--manifest",
            "good.yml"
        );

        Approved.Check(_output.ToString());
    }

    [Fact]
    public async Task What_is_no_private_key_is_told_before_any_host_is_asked()
    {
        Write("tsh.yml", Repository.Read("examples/tsh-erp/tsh.yml"));

        var code = await InvokeAsync(
            "status",
            "--environment",
            "staging",
            "--ssh-key-file",
            Write("key", "ssh-ed25519 AAAA"),
            "--manifest",
            "tsh.yml"
        );

        code.ShouldBe((int)ExitCode.BadInput);
        _output.ToString().ShouldContain("not its public half");
    }

    [Fact]
    public async Task Every_wrong_input_of_a_deployment_is_told_at_once_and_no_value_of_the_environment_file()
    {
        Write("tsh.yml", Repository.Read("examples/tsh-erp/tsh.yml"));

        await InvokeAsync(
            "deploy-slot",
            "--environment",
            "staging",
            "--manifest",
            "tsh.yml",
            "--ssh-key-file",
            Write("key", "-----BEGIN"),
            "--env-file",
            Write("app.env", "PASSWORD=hunter2-hunter2\nhunter2-hunter2\n"),
            "--release",
            "no id",
            "--path",
            "nowhere"
        );

        Approved.Check(_output.ToString());
    }

    [Fact]
    public async Task Files_of_secrets_that_cannot_be_read_are_told_by_option_and_path_with_all_other_inputs()
    {
        Directory.CreateDirectory(Path.Combine(_folder, "secrets"));

        var code = await InvokeAsync(
            "deploy-slot",
            "--ssh-key-file",
            "no-key",
            "--env-file",
            "prod.evn",
            "--registry-password-file",
            "secrets",
            "--confirm",
            "Self"
        );

        code.ShouldBe((int)ExitCode.BadInput);
        Approved.Check(_output.ToString().Replace(_folder, "FOLDER"));
    }

    [Fact]
    public async Task A_secret_given_where_its_file_belongs_is_never_printed()
    {
        await InvokeAsync("status", "--ssh-key-file", "-----BEGIN KEY\nhunter2-hunter2\n");

        _output.ToString().ShouldContain("`--ssh-key-file` has several lines: name a file");
        _output.ToString().ShouldNotContain("hunter2");
    }

    [Fact]
    public async Task An_empty_file_of_a_secret_is_an_empty_secret()
    {
        await InvokeAsync("status", "--ssh-key-file", Write("key", ""));

        _output.ToString().ShouldContain("`ssh-key` is empty");
    }

    [Fact]
    public async Task What_docker_would_refuse_of_a_deployment_is_told_before_any_host_is_asked()
    {
        Write("tsh.yml", Repository.Read("examples/tsh-erp/tsh-docker.yml"));

        await InvokeAsync(
            "deploy-slot",
            "--environment",
            "staging",
            "--manifest",
            "tsh.yml",
            "--ssh-key-file",
            Write("key", "-----BEGIN"),
            "--release",
            "r1",
            "--image",
            $"ghcr.io/tsh/other@sha256:{new string('a', 64)}",
            "--registry-user",
            "bot",
            "--env-file",
            Write(
                "app.env",
                $"LONG={new string('x', 70_000)}\nDATABASE_URL=mysql://erp:hunter2-hunter2@db/erp\n"
            )
        );

        Approved.Check(_output.ToString());
    }

    private string Write(string name, string text)
    {
        File.WriteAllText(Path.Combine(_folder, name), text);
        return name;
    }

    private Task<int> InvokeAsync(params string[] arguments) =>
        CommandLine.InvokeAsync(
            arguments,
            new Surroundings(new Dictionary<string, string>(), _output, ManualTime.Still, _folder),
            CancellationToken.None
        );
}
