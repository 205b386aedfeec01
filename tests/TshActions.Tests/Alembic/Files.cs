using TshActions.Core.Alembic;

namespace TshActions.Tests.Alembic;

/// <summary>Revision files, written for a test.</summary>
internal static class Files
{
    public static string Path(string id) => $"versions/{id}.py";

    /// <param name="upgrade">Lines of the body.</param>
    public static string Text(
        string id,
        string down,
        string upgrade,
        string downgrade = "pass",
        string before = ""
    ) =>
        $"""
            "{id} of the tests"

            import sqlalchemy as sa
            from alembic import op
            {before}
            revision = "{id}"
            down_revision = {down}


            def upgrade() -> None:
            {Indented(upgrade)}


            def downgrade() -> None:
            {Indented(downgrade)}
            """;

    public static Revision Read(string text, string path = "versions/a.py")
    {
        var read = RevisionFile.Read(path, text);
        read.Problems.ShouldBeEmpty();
        return read.Revision.ShouldNotBeNull();
    }

    public static Revision Of(
        string upgrade,
        string downgrade = "pass",
        string id = "a",
        string down = "None",
        string before = ""
    ) => Read(Text(id, down, upgrade, downgrade, before), Path(id));

    /// <summary>A revision that does nothing, known by its place alone.</summary>
    public static Revision Bare(string id, params string[] down) =>
        Of("pass", id: id, down: $"({string.Concat(down.Select(parent => $"\"{parent}\", "))})");

    private static string Indented(string body) =>
        string.Join('\n', body.Split('\n').Select(line => "    " + line));
}
