using TshActions.Core.Checks;

namespace TshActions.RigTests.Checks;

/// <summary>What applications log.</summary>
internal static class Words
{
    public const string Traceback = """
        INFO:     127.0.0.1:40000 - "GET /ERROR HTTP/1.1" 200 OK
        ERROR:erp:price list lookup failed
        Traceback (most recent call last):
          File "/srv/erp/prices.py", line 17, in look
            raise LookupError(path)
        LookupError: no price list for /products
        """;

    public static Check.Logs Logs(params string[] allow) =>
        new(FactsHost.Common("log"), 100, allow);
}
