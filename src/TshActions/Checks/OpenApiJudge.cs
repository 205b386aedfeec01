using System.Text.Json;
using Microsoft.OpenApi;
using TshActions.Core.Checks;

namespace TshActions.Checks;

/// <summary>An OpenAPI document that clients can be made from: read without an error, and nothing dangles in it.</summary>
public static class OpenApiJudge
{
    private const int Told = 3;

    public static Judged Judge(int minPaths, Reply.Answered answer)
    {
        if (answer.Status is not 200)
            return Judged.Failed($"status {answer.Status}, not 200");
        if (!JsonText.TryRead(answer, out var root, out var why))
            return Judged.Failed($"the document is {why}");
        var errors = Errors(answer.Body, out var version);
        if (errors.Count > 0)
            return Judged.Failed($"no valid OpenAPI: {List(errors)}");
        var dangling = OpenApiReferences.Dangling(root);
        if (dangling.Count > 0)
            return Judged.Failed($"references that lead nowhere: {List(dangling)}");
        var paths = Paths(root);
        return paths >= minPaths
            ? Judged.Passed($"{version}, {paths} paths, every reference leads somewhere")
            : Judged.Failed($"{paths} paths, fewer than {minPaths}");
    }

    private static List<string> Errors(string text, out string version)
    {
        version = "OpenAPI";
        try
        {
            var (document, diagnostic) = OpenApiDocument.Parse(text, OpenApiConstants.Json);
            version = Words(diagnostic?.SpecificationVersion);
            var errors = (diagnostic?.Errors ?? [])
                .Select(error => $"{error.Message} ({error.Pointer})")
                .ToList();
            return document is null && errors.Count is 0 ? ["it cannot be read"] : errors;
        }
#pragma warning disable CA1031 // Whatever the parser throws at a document, the document is at fault: 3.10 has no list.
        catch (Exception error) when (error is not OutOfMemoryException)
#pragma warning restore CA1031
        {
            return [error.Message];
        }
    }

    private static int Paths(JsonElement root) =>
        root.TryGetProperty("paths", out var paths) && paths.ValueKind is JsonValueKind.Object
            ? paths.EnumerateObject().Count(path => path.Name.StartsWith('/'))
            : 0;

    private static string Words(OpenApiSpecVersion? version) =>
        version switch
        {
            OpenApiSpecVersion.OpenApi2_0 => "Swagger 2.0",
            OpenApiSpecVersion.OpenApi3_0 => "OpenAPI 3.0",
            OpenApiSpecVersion.OpenApi3_1 => "OpenAPI 3.1",
            OpenApiSpecVersion.OpenApi3_2 => "OpenAPI 3.2",
            _ => "OpenAPI",
        };

    private static string List(List<string> all) => List((IReadOnlyList<string>)all);

    private static string List(IReadOnlyList<string> all) =>
        string.Join("; ", all.Take(Told).Select(Excerpt.Of))
        + (all.Count > Told ? $"; and {all.Count - Told} more" : "");
}
