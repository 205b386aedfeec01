using System.Text.Json.Nodes;

namespace TshActions.Rig.Forge;

/// <summary>A status, a body, and whether another page follows.</summary>
internal sealed record ForgeAnswer(int Status, JsonNode? Body, int? NextPage = null)
{
    public static ForgeAnswer Ok(JsonNode body) => new(200, body);

    public static ForgeAnswer No(
        int status,
        string message,
        params (string Field, string Code)[] errors
    )
    {
        var body = new JsonObject
        {
            ["message"] = message,
            ["documentation_url"] = "https://docs.github.com/rest",
            ["status"] = $"{status}",
        };
        if (errors.Length > 0)
            body["errors"] = new JsonArray([
                .. errors.Select(error => new JsonObject
                {
                    ["resource"] = "Deployment",
                    ["field"] = error.Field,
                    ["code"] = error.Code,
                }),
            ]);
        return new(status, body);
    }

    public static readonly ForgeAnswer NotFound = No(404, "Not Found");
}

/// <summary>What a handler knows of a request.</summary>
internal sealed record ForgeCall(
    ForgeRepository Repository,
    Shapes Shapes,
    Token Token,
    IReadOnlyDictionary<string, string> Path,
    IReadOnlyDictionary<string, string> Query,
    JsonNode? Body
)
{
    public string? Asked(string name) => Query.GetValueOrDefault(name);

    public string Text(string name, string otherwise = "") => (string?)Body?[name] ?? otherwise;

    public (int Size, int Number) Page =>
        (int.Parse(Asked("per_page") ?? "30"), int.Parse(Asked("page") ?? "1"));

    /// <summary>One page of a list, as `per_page` and `page` say.</summary>
    public async Task<ForgeAnswer> PageAsync<T>(
        IReadOnlyList<T> all,
        Func<T, Task<JsonObject>> shape
    )
    {
        var (size, page) = Page;
        var list = new JsonArray();
        foreach (var one in all.Skip((page - 1) * size).Take(size))
            list.Add(await shape(one));
        return new(200, list, all.Count > page * size ? page + 1 : null);
    }

    public Task<ForgeAnswer> PageAsync<T>(IReadOnlyList<T> all, Func<T, JsonObject> shape) =>
        PageAsync(all, one => Task.FromResult(shape(one)));
}

/// <summary>One endpoint: what a token needs for it, and what it does.</summary>
internal sealed record ForgeRoute(
    string Method,
    string Pattern,
    string Scope,
    string Level,
    Func<ForgeCall, Task<ForgeAnswer>> Handle
)
{
    public ForgeRoute(
        string method,
        string pattern,
        string scope,
        string level,
        Func<ForgeCall, ForgeAnswer> handle
    )
        : this(method, pattern, scope, level, call => Task.FromResult(handle(call))) { }
}
