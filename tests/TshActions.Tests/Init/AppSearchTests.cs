using TshActions.Core.Init;

namespace TshActions.Tests.Init;

public class AppSearchTests
{
    [Fact]
    public void One_with_markers_at_the_root_is_the_application_whatever_lies_below() =>
        One("", "requirements.txt", "web/package.json").Language.ShouldBe(Language.Python);

    [Fact]
    public void The_only_one_below_is_taken() =>
        One("", "README.md", "services/api/Dockerfile").Folder.ShouldBe("services/api");

    [Fact]
    public void Examples_deep_down_are_none() =>
        One("", "docs/examples/shop/package.json").Language.ShouldBe(Language.Unknown);

    [Fact]
    public void An_app_for_telephones_beside_a_server_is_not_asked_about() =>
        One("", "mobile/pubspec.yaml", "backend/requirements.txt").Folder.ShouldBe("backend");

    [Fact]
    public void Of_several_a_person_says_which()
    {
        Find("", "api/requirements.txt", "web/package.json")
            .ShouldBeOfType<AppSearch.Several>()
            .Apps.Select(app => app.Folder)
            .ShouldBe(["api", "web"]);
        One("web", "api/requirements.txt", "web/package.json").Language.ShouldBe(Language.Node);
        Find("wbe", "api/requirements.txt").ShouldBeOfType<AppSearch.NoSuchFolder>();
    }

    [Theory]
    [InlineData("app/main.py", "app = FastAPI()", "app.main:app")]
    [InlineData("main.py", "api: FastAPI = FastAPI(\n  title='x')", "main:api")]
    [InlineData("src/erp/__init__.py", "server = FastAPI()", "src.erp:server")]
    [InlineData("main.py", "print('no server')", null)]
    public void Module_and_variable_of_FastAPI_are_read(string file, string text, string? entry) =>
        One("", ("requirements.txt", "fastapi\n"), (file, text)).Entry.ShouldBe(entry);

    [Theory]
    [InlineData("alembic.ini", "script_location = alembic", "", null)]
    [InlineData("alembic.ini", "script_location = %(here)s/db", "", "db/versions")]
    [InlineData(
        "data/alembic.ini",
        "script_location = migrations",
        "data",
        "data/migrations/versions"
    )]
    public void Alembic_is_found_below_as_well(
        string file,
        string text,
        string folder,
        string? revisions
    ) =>
        One("", ("requirements.txt", "x\n"), (file, text))
            .Alembic.ShouldBe(new FoundAlembic(folder, revisions));

    [Fact]
    public void A_package_that_is_no_JSON_says_nothing() =>
        One("", ("package.json", "{ oh")).Called.ShouldBe("folder");

    private static FoundApp One(string path, params string[] files) =>
        Find(path, files).ShouldBeOfType<AppSearch.One>().App;

    private static FoundApp One(string path, params (string Name, string Text)[] files) =>
        Find(path, files).ShouldBeOfType<AppSearch.One>().App;

    private static AppSearch Find(string path, params string[] files) =>
        Find(path, [.. files.Select(file => (file, "x\n"))]);

    private static AppSearch Find(string path, (string Name, string Text)[] files) =>
        AppSearch.In(
            new(
                "folder",
                [.. files.Select(file => file.Name)],
                files.ToDictionary(file => file.Name, file => file.Text),
                [],
                null
            ),
            path
        );
}
