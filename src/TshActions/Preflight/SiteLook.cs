using System.Security.Cryptography.X509Certificates;
using System.Text.Json;
using TshActions.Checks;
using TshActions.Core.Checks;
using TshActions.Core.Preflight;
using TshActions.Manifest;
using TshActions.Probes;

namespace TshActions.Preflight;

/// <summary>What sites show to anybody who comes by.</summary>
/// <param name="roots">Trusted instead of this machine's; null: this machine's.</param>
internal sealed class SiteLook(TimeProvider time, X509Certificate2Collection? roots)
{
    private const int LongestDocument = 20_000_000;

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);

    public async Task<RowFinding> CertificateAsync(
        Uri site,
        TimeSpan validFor,
        CancellationToken cancel
    )
    {
        const string fix = "renew it, and see why that did not happen by itself";
        if (site.Scheme != Uri.UriSchemeHttps)
            return new RowFinding.Bad(
                $"{site} is not https: everybody on the way can read along",
                "get a certificate, and write `site: https://…`"
            );
        var (certificate, instead) = await new Handshake(Patience, time, roots).WithAsync(
            site,
            cancel
        );
        if (certificate is null)
            return new RowFinding.Blind(
                $"{site.Authority}: {(instead as Reply.Silent)?.Why ?? "not seen"}",
                "look whether the site answers from where this job runs"
            );
        var judged = TlsJudge.Judge(
            new(
                new("certificate", Weight.Warn, Scope.Shared, Moment.Always),
                validFor,
                TimeSpan.Zero,
                Strict: false
            ),
            certificate,
            time.GetUtcNow()
        );
        return judged.Finding is Finding.Passed
            ? new RowFinding.Good(judged.Detail)
            : new RowFinding.Bad(judged.Detail, fix);
    }

    /// <param name="release">What staging must say it is for its answer to count; null: not known.</param>
    public async Task<RowFinding> ApiDocumentAsync(
        string workspace,
        string path,
        EnvironmentSpec staging,
        IdentitySpec identity,
        string? release,
        CancellationToken cancel
    )
    {
        if (Read(Path.Combine(workspace, path)) is not { } committed)
            return new RowFinding.Bad(
                $"{path} is not there, or no JSON",
                $"write {path} from the application, and commit it"
            );
        using var late = new CancellationTokenSource(Patience, time);
        using var both = CancellationTokenSource.CreateLinkedTokenSource(cancel, late.Token);
        using var site = SlotHttp.ToSite(staging.Site, roots: roots);
        site.Client.MaxResponseContentBufferSize = LongestDocument;
        try
        {
            using var answer = await site.Client.GetAsync(
                new Uri(site.At, "/openapi.json"),
                both.Token
            );
            if ((int)answer.StatusCode is not 200)
                return Unseen($"it answers {(int)answer.StatusCode}");
            var says = answer.Headers.TryGetValues(identity.Header, out var values)
                ? values.First()
                : null;
            if (release is null || says != release)
                return Unseen(
                    $"{says ?? "what runs there"} is not what passed there with these files"
                );
            using var served = await JsonDocument.ParseAsync(
                await answer.Content.ReadAsStreamAsync(both.Token),
                cancellationToken: both.Token
            );
            return ApiDocument.Of(committed, served.RootElement, path);
        }
        catch (OperationCanceledException) when (!cancel.IsCancellationRequested)
        {
            return Unseen($"no answer within {Patience.TotalSeconds:0} s");
        }
        catch (HttpRequestException error)
        {
            return Unseen(SlotHttp.InWords(error));
        }
        catch (JsonException)
        {
            return Unseen("what it answers is no JSON");
        }

        RowFinding Unseen(string why) =>
            new RowFinding.Blind(
                $"{staging.Site.Authority}/openapi.json: {why}",
                "compare it yourself, or deploy these files to staging again"
            );
    }

    /// <returns>Null where it is not there or no JSON.</returns>
    private static JsonElement? Read(string path)
    {
        try
        {
            using var file = File.OpenRead(path);
            using var json = JsonDocument.Parse(file);
            return json.RootElement.Clone();
        }
        catch (Exception error)
            when (error is IOException or JsonException or UnauthorizedAccessException)
        {
            return null;
        }
    }
}
