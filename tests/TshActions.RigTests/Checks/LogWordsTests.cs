using TshActions.Rig.Docker;
using TshActions.RigTests.Images;

namespace TshActions.RigTests.Checks;

/// <summary>What of an application's words is an error, by the host's own awk.</summary>
[Collection(FactsCollection.Name)]
public sealed class LogWordsTests(FactsHost rig)
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Theory(Timeout = 120_000)]
    // Python's logging in its usual forms, gunicorn, uvicorn, loguru.
    [InlineData(1, "ERROR:erp:price list lookup failed")]
    [InlineData(1, "2026-01-01 10:00:00,123 ERROR [MainThread] app.x: broken")]
    [InlineData(1, "[2026-01-01 10:00:00 +0000] [123] [CRITICAL] WORKER TIMEOUT")]
    [InlineData(1, "2026-01-01 10:00:00.123 ¦ ERROR    ¦ app:run:17 - broken")]
    [InlineData(
        1,
        "ERROR:    Exception in ASGI application|Traceback (most recent call last):|  x|KeyError: 1"
    )]
    [InlineData(
        1,
        "Traceback (most recent call last):|  x|ValueError: a||During handling of the above exception, another exception occurred:||Traceback (most recent call last):|  y|KeyError: b"
    )]
    [InlineData(
        2,
        "Traceback (most recent call last):|  x|ValueError: a|Traceback (most recent call last):|  x|ValueError: a"
    )]
    // .NET, node, Java, Go, nginx, JSON and logfmt.
    [InlineData(1, "fail: Microsoft.AspNetCore[0]|      System.Exception: bad|         at X.Y()")]
    [InlineData(1, "crit: Host[1]|      down")]
    [InlineData(
        2,
        "TypeError: x is not a function|    at a.js:1|TypeError: y is not a function|    at b.js:2"
    )]
    [InlineData(
        1,
        "Exception in thread \"main\" java.lang.IllegalStateException: no|\tat a.B.c(B.java:1)|Caused by: java.io.IOException: x"
    )]
    [InlineData(1, "panic: runtime error: index out of range||goroutine 1 [running]:")]
    [InlineData(1, "2026/01/01 10:00:00 [error] 12#12: *1 connect() failed")]
    [InlineData(1, "{\"level\":\"error\",\"msg\":\"x\"}")]
    [InlineData(1, "{\"level\":50,\"msg\":\"x\"}")]
    [InlineData(1, "{\"@t\":\"2026\",\"@l\":\"Fatal\"}")]
    [InlineData(1, "time=2026-01-01 level=error msg=x")]
    [InlineData(1, "E0101 10:00:00.000000 1 main.go:1] bad")]
    // No errors, though they speak of some.
    [InlineData(0, "INFO:     127.0.0.1:1 - \"GET /ERROR HTTP/1.1\" 200 OK")]
    [InlineData(0, "WARNING:root:ERROR codes are deprecated")]
    [InlineData(0, "{\"level\":\"info\",\"msg\":\"an error\"}")]
    [InlineData(0, "{\"level\":30,\"error\":null}")]
    [InlineData(0, "info: App[0]|      ERROR is a word")]
    [InlineData(0, "no error here, 0 errors in error.log")]
    [InlineData(0, "GET /products?sort=-error 200")]
    [InlineData(0, "time=2026-01-01 level=warning msg=\"error budget\"")]
    public async Task A_record_is_an_error_by_its_first_level_word(int errors, string lines)
    {
        await rig.WithUnitsAsync();
        var said = await DockerCli.RunAsync(
            ["exec", "-i", rig.Vps.Name, "sh", "-c", Count],
            string.Concat(
                lines
                    .Split('|')
                    .Select(line => $"2026-01-01T00:00:00.000000001Z {line.Replace('¦', '|')}\n")
            ),
            Cancel
        );

        said.Error.ShouldBe("");
        said.Output.Split('\n').ShouldContain($"errors web {errors}", said.Output);
    }

    private static string Count =>
        $"sed '/^# Every function/,$d' {ImageHost.HelperPath} >/run/words.sh; . /run/words.sh; log_count docker web";
}
