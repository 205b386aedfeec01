using TshActions.Manifest;
using TshActions.Rig.Docker;
using TshActions.Rig.Secrets;

namespace TshActions.RigTests.Secrets;

/// <summary>The search over the whole run finds what it is to find.</summary>
public sealed class CanariesTests
{
    private const string Planted = "planted-0123456789";

    public static readonly TheoryData<string, string> Each = new()
    {
        { "ssh-key", $"-----BEGIN\nthe kind of key\n{Planted}\n-----END" },
        { "env-file", $"MODE=live\nSESSION_SECRET={Planted}\n" },
        { "env-file", $"API_KEY={Planted}" },
        { "staging-database", $"postgresql://erp:{Planted}@db/erp" },
        { "github-token", Planted },
        { "slack-webhook", Planted },
    };

    [Theory]
    [MemberData(nameof(Each))]
    public void Of_each_kind_the_part_that_nobody_may_read_is_found(string input, string value)
    {
        var canaries = new Canaries();
        var given = canaries.Give([new(input, value)]);
        var folder = Directory.CreateTempSubdirectory("tsh-canary-");
        try
        {
            File.WriteAllText(Path.Combine(folder.FullName, "a"), "nothing");
            canaries.LookInFiles(folder, DateTime.UnixEpoch, given);
            canaries.Look("log", "nothing", given);
            canaries.Seen.ShouldBeEmpty();

            var file = Path.Combine(folder.CreateSubdirectory("b").FullName, "c");
            File.WriteAllText(file, $"x{Planted}x");
            canaries.LookInFiles(folder, DateTime.UnixEpoch, given);
            canaries.LookInFiles(folder, DateTime.UtcNow.AddDays(1), given);
            canaries.Look("log", $"it is {Planted}!", canaries.All);
            canaries.Seen.ShouldBe([$"{file}: {input}", $"log: {input}"]);
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    [Fact]
    public void What_is_no_secret_or_no_input_for_one_is_not_searched_for()
    {
        var canaries = new Canaries();

        canaries
            .Give([new("release", Planted), new("env-file", $"MODE={Planted}\nKEY=short")])
            .ShouldBeEmpty();
    }

    [Fact]
    public void One_key_for_two_places_is_of_both_kinds()
    {
        var canaries = new Canaries();
        var key = $"-----BEGIN\nthe kind of key\n{Planted}\n-----END";

        canaries.Give([new("ssh-key", key), new("journal-ssh-key", key)]);

        canaries.Given.ShouldBe(["ssh-key", "journal-ssh-key"], ignoreOrder: true);
    }

    [Fact]
    public void Each_input_that_comes_from_a_secret_is_a_kind()
    {
        var path = Path.Combine(RepositoryRoot.Find(), "action.yml");
        var root = (YamlTree.Map)YamlTree.Read(File.ReadAllText(path), [])!;
        var inputs = (YamlTree.Map)root.Entries.First(entry => entry.Key.Text is "inputs").Value;
        var secret = inputs
            .Entries.Where(entry =>
                ((YamlTree.Map)entry.Value).Entries.Any(pair =>
                    pair.Value is YamlTree.Leaf { Text: var text }
                    && (
                        text.Contains("secret", StringComparison.OrdinalIgnoreCase)
                        || text.Contains("Private key")
                        || text.Contains("Token for")
                    )
                )
            )
            .Select(entry => entry.Key.Text)
            .ToList();

        secret.Count.ShouldBeGreaterThan(10);
        secret.ShouldBeSubsetOf(Canaries.Kinds);
    }
}
