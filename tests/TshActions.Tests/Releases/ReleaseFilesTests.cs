using TshActions.Releases;

namespace TshActions.Tests.Releases;

public sealed class ReleaseFilesTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("tsh-tests-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public void A_folder_within_that_cannot_be_listed_is_told_by_its_name()
    {
        var inner = Directory.CreateDirectory(Path.Combine(_folder, "app", "cache")).FullName;
        using var files = ReleaseFiles.Of(_folder, []).GetEnumerator();
        files.MoveNext().ShouldBeTrue();
        files.MoveNext().ShouldBeTrue();
        files.Current.Name.ShouldBe("app/cache");

        // Who runs this may be root, who can list whatever is there.
        Directory.Delete(inner);

        var error = Should.Throw<BadInput>(() => files.MoveNext());
        error.Message.ShouldStartWith("`app/cache` of the release cannot be carried: ");
        error.Advice.ShouldContain("release.exclude");
    }

    [Fact]
    public void A_release_that_is_gone_is_told_too() =>
        Should
            .Throw<BadInput>(() => ReleaseFiles.Measure(Path.Combine(_folder, "gone"), []))
            .Message.ShouldStartWith("`.` of the release cannot be carried: ");
}
