using System.Security.Cryptography;
using System.Text;
using Microsoft.AspNetCore.Http;

namespace TshActions.Rig.Forge;

/// <summary>An answer on its way out, with GitHub's headers, as whole as the fault leaves it.</summary>
internal static class ForgeReply
{
    public static async Task SendAsync(
        HttpContext http,
        ForgeAnswer? answer,
        Fault.Kind? fault,
        Hour hour,
        TimeProvider time
    )
    {
        var response = http.Response;
        var skew = fault is Fault.Kind.Skewed wrong ? wrong.By : TimeSpan.Zero;
        response.Headers.Date = (time.GetUtcNow() + skew).ToString("r");
        response.Headers["x-github-request-id"] = "F00D:1:2:3";
        response.Headers["x-ratelimit-limit"] = $"{hour.Limit}";
        response.Headers["x-ratelimit-remaining"] = $"{Math.Max(0, hour.Limit - hour.Used)}";
        response.Headers["x-ratelimit-used"] = $"{hour.Used}";
        response.Headers["x-ratelimit-reset"] = $"{(hour.Reset + skew).ToUnixTimeSeconds()}";
        response.Headers["x-ratelimit-resource"] = "core";
        response.ContentType = "application/json; charset=utf-8";
        if (fault is Fault.Kind.Answer told)
        {
            foreach (var (name, value) in told.Headers)
                response.Headers[name] = value;
            response.StatusCode = told.Status;
            await response.WriteAsync(told.Body);
            return;
        }

        var body = Encoding.UTF8.GetBytes(answer!.Body?.ToJsonString() ?? "");
        response.StatusCode = answer.Status;
        if (answer.NextPage is { } page)
            response.Headers.Link =
                $"<{Again(http.Request, page)}>; rel=\"next\", <{Again(http.Request, 99)}>; rel=\"last\"";
        if (http.Request.Method is "GET" && answer.Status is 200)
        {
            var tag = $"W/\"{Convert.ToHexStringLower(SHA256.HashData(body))}\"";
            response.Headers.ETag = tag;
            if (http.Request.Headers.IfNoneMatch == tag)
            {
                // Costs nothing of the hour.
                hour.Used--;
                response.StatusCode = 304;
                return;
            }
        }

        response.ContentLength = body.Length;
        if (fault is Fault.Kind.Lost)
            http.Abort();
        else if (fault is Fault.Kind.Truncated)
        {
            await response.Body.WriteAsync(body.AsMemory(0, body.Length / 2));
            await response.Body.FlushAsync();
            http.Abort();
        }
        else
            await response.Body.WriteAsync(body);
    }

    private static string Again(HttpRequest request, int page) =>
        $"{request.Scheme}://{request.Host}{request.Path}?"
        + string.Join(
            '&',
            request
                .Query.Where(pair => pair.Key is not "page")
                .Select(pair => $"{pair.Key}={Uri.EscapeDataString(pair.Value!)}")
                .Append($"page={page}")
        );
}
