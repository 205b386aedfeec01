using System.Xml.Linq;
using TshActions.Core.Slots;
using TshActions.Verbs;

namespace TshActions.Tests.Conventions;

public class SourceTests
{
    private const int LongestFile = 400;

    private static readonly string[] NoDeployWords =
    [
        "Services",
        "Helpers",
        "Utils",
        "Models",
        "Common",
        "Interfaces",
    ];

    [Fact]
    public void Core_depends_on_nothing()
    {
        XDocument
            .Load(Repository.PathOf("src/TshActions.Core/TshActions.Core.csproj"))
            .Descendants()
            .Select(element => element.Name.LocalName)
            .ShouldNotContain(name => name.EndsWith("Reference"));
        typeof(Slot)
            .Assembly.GetReferencedAssemblies()
            .Select(assembly => assembly.Name)
            .ShouldAllBe(name => name!.StartsWith("System."));
    }

    [Fact]
    public void Folders_carry_deploy_words() =>
        Repository
            .Files("src")
            .SelectMany(file => file.Split('/').SkipLast(1))
            .Distinct()
            .Intersect(NoDeployWords)
            .ShouldBeEmpty();

    [Fact]
    public void No_file_is_too_long_to_read_at_once() =>
        new[] { "src", "rig", "eng", "tests" }
            .SelectMany(folder => Repository.Files(folder))
            .Where(file => file.EndsWith(".cs"))
            .Where(file => File.ReadLines(Repository.PathOf(file)).Count() > LongestFile)
            .ShouldBeEmpty();

    [Fact]
    public void These_tests_mirror_the_source_folder_for_folder() =>
        Directory
            .EnumerateDirectories(Repository.PathOf("tests/TshActions.Tests"))
            .Select(Path.GetFileName)
            .Except(["Conventions", "bin", "obj"])
            .Where(name =>
                !Directory.Exists(Repository.PathOf($"src/TshActions/{name}"))
                && !Directory.Exists(Repository.PathOf($"src/TshActions.Core/{name}"))
                && !Directory.Exists(Repository.PathOf($"eng/TshActions.GateBench/{name}"))
            )
            .ShouldBeEmpty();

    [Fact]
    public void An_interface_has_two_real_implementations_or_a_stand_in_here()
    {
        var source = typeof(Slot)
            .Assembly.GetTypes()
            .Concat(typeof(Verb).Assembly.GetTypes())
            .ToList();
        var here = typeof(SourceTests).Assembly.GetTypes();

        foreach (var face in source.Where(type => type.IsInterface))
        {
            var real = source.Count(type => type.IsClass && type.IsAssignableTo(face));
            var standIns = here.Count(type => type.IsClass && type.IsAssignableTo(face));
            (real >= 2 || (real is 1 && standIns > 0)).ShouldBeTrue(
                $"{face.Name}: {real} in src, {standIns} in tests"
            );
        }
    }
}
