using System.Net.Security;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using TshActions.Checks;
using TshActions.Core.Checks;
using static TshActions.Tests.Checks.TestCertificates;

namespace TshActions.Tests.Checks;

public sealed class HandshakeTests : IDisposable
{
    // Chains are verified by the clock of this machine, whatever a test's own clock says.
#pragma warning disable RS0030
    private static readonly DateTimeOffset Now = DateTimeOffset.UtcNow;
#pragma warning restore RS0030

    private static readonly Check.Tls Usual = new(
        new Common("tls", Weight.Fail, Scope.Shared, Moment.BeforeSwitch),
        TimeSpan.FromDays(30),
        TimeSpan.FromDays(7),
        Strict: false
    );

    private readonly ECDsa _rootKey = ECDsa.Create(ECCurve.NamedCurves.nistP256);
    private readonly ECDsa _key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
    private readonly X509Certificate2 _root;

    public HandshakeTests() =>
        _root = Authority("Root of a test", _rootKey, Now.AddYears(-5), Now.AddYears(5));

    public void Dispose()
    {
        _root.Dispose();
        _key.Dispose();
        _rootKey.Dispose();
    }

    [Theory]
    [InlineData(60, 30, Finding.Passed, "59 d left of 90 d, more than 30 d")]
    [InlineData(16.5, 28.5, Finding.Passed, "16 d left of 45 d, more than 15 d")]
    [InlineData(
        14.5,
        30.5,
        Finding.Warning,
        "14 d left of 45 d, not more than 15 d: was it renewed?"
    )]
    [InlineData(3.5, 41.5, Finding.Failed, "3 d left of 45 d, fewer than 7 d")]
    [InlineData(-2.5, 47.5, Finding.Failed, "expired 2 d ago")]
    public async Task A_certificate_is_judged_by_what_it_has_left(
        double left,
        double used,
        Finding finding,
        string detail
    )
    {
        var judged = await JudgeAsync(Presented(Leaf("localhost", left, used), _key));

        judged.Finding.ShouldBe(finding, judged.Detail);
        judged.Detail.ShouldStartWith(detail);
    }

    [Fact]
    public async Task A_certificate_for_another_name_fails() =>
        (await JudgeAsync(Presented(Leaf("elsewhere.example", 60, 30), _key))).ShouldBe(
            Judged.Failed("the certificate is not for localhost")
        );

    [Fact]
    public async Task A_root_that_nobody_trusts_fails()
    {
        await using var server = new TalkingServer(
            _ => null,
            certificate: Presented(Leaf("localhost", 60, 30), _key, _root)
        );

        var (certificate, _) = await new Handshake(
            TimeSpan.FromSeconds(5),
            TimeProvider.System,
            roots: null
        ).WithAsync(new Uri($"https://localhost:{server.Port}"), CancellationToken.None);

        TlsJudge.Judge(Usual, certificate!, Now).Finding.ShouldBe(Finding.Failed);
    }

    [Fact]
    public async Task G04_a_cross_signed_chain_with_an_expired_root_passes_by_its_valid_path()
    {
        using var oldKey = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        using var old = Authority("Old root", oldKey, Now.AddYears(-9), Now.AddDays(-20));
        // The new root once more, signed by the old one: what it was known by before it was trusted itself.
        using var crossed = Signed(
            "Root of a test",
            _rootKey,
            old,
            oldKey,
            Now.AddYears(-5),
            Now.AddDays(-20),
            authority: true
        );

        (await JudgeAsync(Presented(Leaf("localhost", 60, 30), _key, crossed, old))).ShouldBe(
            Judged.Passed("59 d left of 90 d, more than 30 d")
        );
    }

    [Fact]
    public async Task An_intermediate_that_expires_first_is_the_one_that_counts()
    {
        using var middleKey = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        using var middle = Signed(
            "Middle",
            middleKey,
            _root,
            _rootKey,
            Now.AddDays(-100),
            Now.AddDays(5.5),
            authority: true
        );
        var leaf = Signed("localhost", _key, middle, middleKey, Now.AddDays(-30), Now.AddDays(60));

        var judged = await JudgeAsync(Presented(leaf, _key, middle));

        judged.Finding.ShouldBe(Finding.Failed);
        judged.Detail.ShouldBe("5 d left of 105 d (of its issuer's certificate), fewer than 7 d");
    }

    [Fact]
    public async Task A_port_that_speaks_no_tls_has_no_certificate()
    {
        await using var plain = new TalkingServer(_ => TalkingServer.Http(400, ""));

        var (certificate, instead) = await AskAsync(new Uri($"https://localhost:{plain.Port}"), 1);

        certificate.ShouldBeNull();
        instead.ShouldBeOfType<Reply.Silent>();
    }

    private X509Certificate2 Leaf(string name, double left, double used) =>
        Signed(name, _key, _root, _rootKey, Now.AddDays(-used), Now.AddDays(left));

    private async Task<Judged> JudgeAsync(SslStreamCertificateContext presented)
    {
        await using var server = new TalkingServer(_ => null, certificate: presented);
        var (certificate, instead) = await AskAsync(
            new Uri($"https://localhost:{server.Port}"),
            10
        );
        certificate.ShouldNotBeNull(instead?.ToString());
        return TlsJudge.Judge(Usual, certificate, Now);
    }

    private Task<(Certificate?, Reply?)> AskAsync(Uri site, int seconds) =>
        new Handshake(TimeSpan.FromSeconds(seconds), TimeProvider.System, [_root]).WithAsync(
            site,
            CancellationToken.None
        );
}
