using TshActions.GitHub;
using TshActions.Manifest;
using TshActions.Releases;
using TshActions.Verbs;

namespace TshActions.Tests.Verbs;

public sealed class CandidateReadingTests : IDisposable
{
    private static readonly string Digest = $"sha256:{new string('a', 64)}";

    private readonly StringWriter _output = new();

    public void Dispose() => _output.Dispose();

    [Theory]
    [InlineData("ghcr.io/tsh/erp", "ghcr.io/tsh/erp")]
    [InlineData("ghcr.io/tsh/erp", "ghcr.io/tsh/erp:v1")]
    [InlineData("ghcr.io/tsh/erp", "GHCR.io/tsh/erp")]
    [InlineData("127.0.0.1:5000/tsh/erp", "127.0.0.1:5000/tsh/erp:v1")]
    [InlineData("tsh/erp", "docker.io/tsh/erp")]
    [InlineData("docker.io/tsh/erp", "tsh/erp")]
    [InlineData("erp", "docker.io/library/erp")]
    [InlineData("docker.io/erp", "erp")]
    [InlineData("index.docker.io/tsh/erp", "tsh/erp")]
    public void An_image_of_the_manifest_s_repository_is_deployed_however_it_is_written(
        string manifest,
        string given
    ) =>
        Read(manifest, ("image", $"{given}@{Digest}"))
            .Source.ShouldBeOfType<ReleaseSource.Registry>();

    [Theory]
    [InlineData("ghcr.io/tsh/erp", "ghcr.io/tsh/other")]
    [InlineData("ghcr.io/tsh/erp", "ghcr.io/tsh/erp/worker")]
    [InlineData("ghcr.io/tsh/erp", "tsh/erp")]
    [InlineData("127.0.0.1:5000/tsh/erp", "127.0.0.1:5001/tsh/erp")]
    [InlineData("127.0.0.1:5000/tsh/erp", "127.0.0.1/tsh/erp")]
    public void An_image_of_another_repository_is_refused(string manifest, string given) =>
        Refused(manifest, ("image", $"{given}@{Digest}"))
            .ShouldBe(
                $"`image` is `{given}@{Digest}`, and the manifest's slots run `{manifest}`: write {manifest}@sha256:…, or change `runtime.image`"
            );

    [Theory]
    [InlineData("registry-user", "bot", "`registry-password` is empty")]
    [InlineData("registry-password", "hunter2", "`registry-user` is empty")]
    public void Half_a_login_is_refused_and_not_taken_for_none(
        string name,
        string value,
        string missing
    ) =>
        Refused("ghcr.io/tsh/erp", ("image", $"ghcr.io/tsh/erp@{Digest}"), (name, value))
            .ShouldContain(missing);

    private string Refused(string image, params (string Name, string Value)[] inputs) =>
        Should.Throw<BadInput>(() => Read(image, inputs)).Message;

    private Candidate Read(string image, params (string Name, string Value)[] inputs)
    {
        var (manifest, problems) = ManifestReader.Read(
            Repository
                .Read("examples/tsh-erp/tsh-docker.yml")
                .Replace("image: ghcr.io/tsh/erp", $"image: {image}")
        );
        problems.ShouldBeEmpty();
        Dictionary<string, string> given = new()
        {
            ["environment"] = "staging",
            ["ssh-key"] = "-----BEGIN",
            ["release"] = "r1",
        };
        foreach (var (name, value) in inputs)
            given[name] = value;
        var verb = VerbTable.All.Single(verb => verb.Name is "deploy-slot");
        var around = new Surroundings(
            new Dictionary<string, string>(),
            _output,
            ManualTime.Still,
            Path.GetTempPath()
        );
        return CandidateReading.Read(
            new VerbRun(
                around,
                Inputs.Read(verb, new(given), new Dictionary<string, string>()),
                new Story(_output, false, new Redaction(), ManualTime.Still)
            ),
            manifest!
        );
    }
}
