using FsCheck;
using FsCheck.Fluent;
using TshActions.Core.Checks;

namespace TshActions.Tests.Checks;

public sealed class TlsJudgeTests
{
    private static readonly DateTimeOffset Now = new(2026, 5, 1, 0, 0, 0, TimeSpan.Zero);

    [Fact]
    public void G01_29_days_of_90_warn_and_fail_where_the_days_are_meant_literally()
    {
        var (certificate, now) = Fixture.Certificate("G01-29-days-of-90");

        TlsJudge
            .Judge(Of(), certificate, now)
            .ShouldBe(Judged.Warning("29 d left of 90 d, not more than 30 d: was it renewed?"));
        TlsJudge.Judge(Of(strict: true), certificate, now).Finding.ShouldBe(Finding.Failed);
    }

    [Fact]
    public void G02_16_days_of_45_pass_since_a_third_of_the_life_is_left()
    {
        var (certificate, now) = Fixture.Certificate("G02-16-days-of-45");

        TlsJudge
            .Judge(Of(), certificate, now)
            .ShouldBe(Judged.Passed("16 d left of 45 d, more than 15 d"));
        TlsJudge.Judge(Of(strict: true), certificate, now).Finding.ShouldBe(Finding.Failed);
    }

    [Fact]
    public void G03_an_expired_certificate_fails()
    {
        var (certificate, now) = Fixture.Certificate("G03-expired");

        TlsJudge
            .Judge(Of(), certificate with { Soonest = null, Wrong = ["out of its time"] }, now)
            .ShouldBe(Judged.Failed("expired 2 d ago, on 2026-04-01"));
    }

    [Theory]
    [InlineData(6, Finding.Failed)]
    [InlineData(7, Finding.Warning)]
    [InlineData(30, Finding.Warning)]
    [InlineData(31, Finding.Passed)]
    public void The_days_left_decide(int days, Finding finding) =>
        TlsJudge.Judge(Of(), Certificate(days, 365), Now).Finding.ShouldBe(finding);

    [Fact]
    public void An_issuers_certificate_that_expires_first_is_the_one_that_counts()
    {
        var certificate = Certificate(80, 90) with { Soonest = Valid(5, 1000) };

        TlsJudge
            .Judge(Of(), certificate, Now)
            .ShouldBe(
                Judged.Failed("5 d left of 1000 d (of its issuer's certificate), fewer than 7 d")
            );
    }

    [Fact]
    public void What_is_not_to_be_trusted_fails_however_long_it_is_valid() =>
        TlsJudge
            .Judge(
                Of(),
                Certificate(80, 90) with
                {
                    Wrong = ["the certificate is not for erp.example"],
                },
                Now
            )
            .ShouldBe(Judged.Failed("the certificate is not for erp.example"));

    [Fact]
    public void Fewer_days_never_make_it_better() =>
        Prop.ForAll(
                Gen.Choose(1, 400)
                    .Two()
                    .Select(pair => (Days: pair.Item1, Life: pair.Item2))
                    .ToArbitrary(),
                pair =>
                    TlsJudge.Judge(Of(), Certificate(pair.Days, 400), Now).Finding
                    <= TlsJudge.Judge(Of(), Certificate(pair.Days - 1, 400), Now).Finding
            )
            .QuickCheckThrowOnFailure();

    private static Core.Checks.Check.Tls Of(bool strict = false) =>
        new(
            new Common("tls", Weight.Fail, Scope.Shared, Moment.BeforeSwitch),
            TimeSpan.FromDays(30),
            TimeSpan.FromDays(7),
            strict
        );

    private static Certificate Certificate(int left, int lifetime) =>
        new(Valid(left, lifetime), Valid(left, lifetime), []);

    private static Validity Valid(int left, int lifetime) =>
        new(Now.AddDays(left - lifetime), Now.AddDays(left));
}
