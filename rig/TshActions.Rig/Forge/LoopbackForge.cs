using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.Logging;

namespace TshActions.Rig.Forge;

/// <summary>
/// GitHub's API on loopback, as far as the program asks it: with a real git repository behind it, permissions, limits,
/// and faults on order. Everything that passes is held against GitHub's own description.
/// </summary>
public sealed class LoopbackForge : IAsyncDisposable
{
    // As an Enterprise Server has it, so that nothing relies on the root.
    private const string Root = "/api/v3";

    private readonly FaultQueue _faults = new();
    private readonly List<Token> _tokens = [];
    private readonly List<string> _complaints = [];
    private readonly List<Exchange> _exchanges = [];
    private readonly TimeProvider _time;
    private readonly WebApplication _web;
    private readonly Contract? _contract;

    private LoopbackForge(ForgeRepository repository, TimeProvider time, Contract? contract)
    {
        Repository = repository;
        _time = time;
        _contract = contract;
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        _web = builder.Build();
        foreach (
            var route in (IEnumerable<ForgeRoute>)
                [
                    .. DeploymentRoutes.All,
                    .. CommitRoutes.All,
                    .. RunRoutes.All,
                    .. BranchRoutes.All,
                    .. CheckRoutes.All,
                    .. PullRoutes.All,
                    .. EnvironmentRoutes.All,
                    .. IssueRoutes.All,
                ]
        )
            _web.MapMethods(
                $"{Root}/repos/{{owner}}/{{repo}}{route.Pattern}",
                [route.Method],
                (HttpContext http) => ServeAsync(http, route)
            );
        _web.MapPost("/api/graphql", (HttpContext http) => ServeAsync(http, GraphQlRoute.Route));
    }

    public ForgeRepository Repository { get; }

    public Hour Hour { get; } = new();

    /// <summary>What does not fit GitHub's description; a test that ends with any has failed.</summary>
    public IReadOnlyList<string> Complaints => _complaints;

    public IReadOnlyList<Exchange> Exchanges => _exchanges;

    /// <summary>What a runner sets.</summary>
    public IReadOnlyDictionary<string, string> Environment =>
        new Dictionary<string, string>
        {
            ["GITHUB_API_URL"] = $"{_web.Urls.Single()}{Root}",
            ["GITHUB_GRAPHQL_URL"] = $"{_web.Urls.Single()}/api/graphql",
            ["GITHUB_SERVER_URL"] = _web.Urls.Single(),
            ["GITHUB_REPOSITORY"] = Repository.FullName,
        };

    /// <param name="contract">What every exchange is held against; null where others do that.</param>
    public static async Task<LoopbackForge> StartAsync(
        TimeProvider time,
        Contract? contract,
        CancellationToken cancel
    )
    {
        var git = await GitStore.CreateAsync(time, "main");
        var forge = new LoopbackForge(
            new ForgeRepository("shop", "erp", git, time),
            time,
            contract
        );
        await forge._web.StartAsync(cancel);
        return forge;
    }

    /// <summary>A token of a workflow, with these lines of `permissions:`.</summary>
    public string Allow(params string[] permissions)
    {
        var token = new Token(
            $"ghs_{Guid.NewGuid():N}",
            "github-actions[bot]",
            permissions
                .Select(line => line.Split(": "))
                .ToDictionary(line => line[0], line => line[1])
        );
        _tokens.Add(token);
        return token.Text;
    }

    public void Break(Fault fault) => _faults.Add(fault);

    private async Task ServeAsync(HttpContext http, ForgeRoute route)
    {
        var request = http.Request;
        using var reader = new StreamReader(request.Body);
        var text = await reader.ReadToEndAsync();
        var fault = _faults.Take(request.Method, request.Path.Value!);
        if (fault is Fault.Kind.Never)
            await Task.Delay(Timeout.Infinite, http.RequestAborted);
        var answer =
            fault is Fault.Kind.Answer
                ? null
                : await DoAsync(http, route, text.Length > 0 ? JsonNode.Parse(text) : null);
        if (fault is Fault.Kind.Twice)
            answer = await DoAsync(http, route, JsonNode.Parse(text));
        lock (_exchanges)
            _exchanges.Add(
                new(
                    request.Method,
                    Below(request) + request.QueryString,
                    text,
                    answer?.Status ?? ((Fault.Kind.Answer)fault!).Status,
                    request.Headers.ToDictionary(pair => pair.Key, pair => $"{pair.Value}")
                )
            );
        await ForgeReply.SendAsync(http, answer, fault, Hour, _time);
    }

    private async Task<ForgeAnswer> DoAsync(HttpContext http, ForgeRoute route, JsonNode? body)
    {
        var request = http.Request;
        var token = _tokens.FirstOrDefault(token =>
            request.Headers.Authorization == $"Bearer {token.Text}"
        );
        if (token is null)
            return ForgeAnswer.No(401, "Bad credentials");
        Hour.Roll(_time.GetUtcNow());
        if (Hour.IsUsedUp)
            return ForgeAnswer.No(403, "API rate limit exceeded for installation.");
        Hour.Used++;
        if (!token.May(route.Scope, route.Level))
        {
            http.Response.Headers["x-accepted-github-permissions"] =
                $"{route.Scope.Replace('-', '_')}={route.Level}";
            return ForgeAnswer.No(403, "Resource not accessible by integration");
        }
        var path = request.RouteValues.ToDictionary(pair => pair.Key, pair => $"{pair.Value}");
        if (route.Pattern.Length > 0 && $"{path["owner"]}/{path["repo"]}" != Repository.FullName)
            return ForgeAnswer.NotFound;
        var query = request.Query.ToDictionary(pair => pair.Key, pair => $"{pair.Value}");
        var shapes = new Shapes($"{_web.Urls.Single()}{Root}", Repository);
        var answer = await route.Handle(new(Repository, shapes, token, path, query, body));
        if (_contract is null)
            return answer;
        var complaints = await _contract.ComplainAsync(
            new JsonObject
            {
                ["method"] = request.Method,
                ["path"] = Below(request),
                ["query"] = JsonSerializer.SerializeToNode(query),
                ["body"] = body?.DeepClone(),
                ["status"] = answer.Status,
                ["answer"] = answer.Body?.DeepClone(),
            }
        );
        lock (_complaints)
            _complaints.AddRange(complaints);
        return answer;
    }

    private static string Below(HttpRequest request) =>
        request.Path.Value!.Replace(Root, "").Replace("/api/graphql", "/graphql");

    public async ValueTask DisposeAsync()
    {
        await _web.DisposeAsync();
        Repository.Git.Dispose();
    }
}

/// <summary>One request that came, and the status it got.</summary>
public sealed record Exchange(
    string Method,
    string Path,
    string Body,
    int Status,
    IReadOnlyDictionary<string, string> Headers
);
