using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;
using TshActions.Tests.Checks;
using static TshActions.RigTests.GitHub.ApiBench;

namespace TshActions.RigTests.GitHub;

/// <summary>The sites of staging and of production on loopback, over TLS with a root of their own.</summary>
internal sealed class LoopbackSites : IAsyncDisposable
{
    private static readonly DateTimeOffset Issued = new(2025, 1, 1, 0, 0, 0, TimeSpan.Zero);

    private readonly ECDsa _rootKey = ECDsa.Create(ECCurve.NamedCurves.nistP256);
    private readonly ECDsa _key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
    private readonly X509Certificate2 _root;
    private readonly X509Certificate2 _leaf;
    private readonly WebApplication _web;

    private LoopbackSites()
    {
        _root = TestCertificates.Authority("Root of a test", _rootKey, Issued, Issued.AddYears(20));
        using var signed = TestCertificates.Signed(
            "localhost",
            _key,
            _root,
            _rootKey,
            Issued,
            Issued.AddYears(10)
        );
        _leaf = signed.CopyWithPrivateKey(_key);
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseKestrelHttpsConfiguration();
        builder.WebHost.ConfigureKestrel(kestrel =>
        {
            for (var site = 0; site < 2; site++)
                kestrel.Listen(System.Net.IPAddress.Loopback, 0, listen => listen.UseHttps(_leaf));
        });
        _web = builder.Build();
        _web.MapGet(
            "/openapi.json",
            (HttpContext http) =>
            {
                http.Response.Headers["X-Release"] = Release;
                return Results.Text(ApiDocument, "application/json");
            }
        );
    }

    /// <summary>What staging says it is.</summary>
    public string Release { get; set; } = "";

    public string ApiDocument { get; set; } =
        """{ "openapi": "3.1.0", "info": { "title": "shop", "version": "1" }, "servers": [{ "url": "https://staging" }], "paths": { "/pay": {} } }""";

    public X509Certificate2Collection Roots => [_root];

    public string Staging => Address(0);

    public string Production => Address(1);

    public static async Task<LoopbackSites> StartAsync()
    {
        var sites = new LoopbackSites();
        await sites._web.StartAsync(Cancel);
        return sites;
    }

    private string Address(int index) =>
        $"https://localhost:{new Uri(_web.Urls.ElementAt(index)).Port}";

    public async ValueTask DisposeAsync()
    {
        await _web.DisposeAsync();
        _leaf.Dispose();
        _root.Dispose();
        _key.Dispose();
        _rootKey.Dispose();
    }
}
