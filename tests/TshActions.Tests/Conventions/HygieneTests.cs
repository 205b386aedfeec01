namespace TshActions.Tests.Conventions;

public class HygieneTests
{
    // Put together here, so that this file does not hold them itself.
    private static readonly string[] NeverWritten =
    [
        "/wo" + "rk/",
        "api.nuget" + ".org",
        "registry.npmjs" + ".org",
    ];

    [Fact]
    public void No_file_names_a_place_of_one_machine_or_a_registry() =>
        Repository
            .Files()
            .Where(file => NeverWritten.Any(Repository.Read(file).Contains))
            .ShouldBeEmpty();

    [Fact]
    public void No_file_is_a_link() =>
        Repository
            .Entries(new DirectoryInfo(Repository.Root))
            .Where(entry => entry.LinkTarget is not null)
            .Select(entry => entry.FullName)
            .ShouldBeEmpty();

    [Fact]
    public void Text_is_UTF_8_without_a_byte_order_mark_and_with_unix_line_ends() =>
        Repository
            .Files()
            .Where(file => Path.GetExtension(file) is ".cs" or ".yml" or ".md" or ".sh" or ".json")
            .Where(file =>
                File.ReadAllBytes(Repository.PathOf(file)) is [0xEF, 0xBB, 0xBF, ..]
                || Repository.Read(file).Contains('\r')
            )
            .ShouldBeEmpty();
}
