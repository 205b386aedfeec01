using TshActions.Core.Metrics;

namespace TshActions.Tests.Metrics;

public sealed class LiveSinceTests
{
    private static readonly DateTimeOffset At = new(2025, 11, 15, 12, 0, 41, TimeSpan.Zero);

    [Theory]
    [InlineData("")]
    [InlineData("90 of 90 ticks measured; 0 bad; live since yesterday")]
    public void What_is_written_is_read(string note)
    {
        LiveSince.Read(LiveSince.Write(At, note)).ShouldBe((At, note));
        LiveSince.Read(LiveSince.Write(null, note)).ShouldBe((null, note));
    }

    [Theory]
    [InlineData("live since yesterday")]
    [InlineData("live since 2025-13-15T12:00:41Z; all is well")]
    [InlineData("it is live since 2025-11-15T12:00:41Z")]
    public void Words_of_others_stay_words(string words) =>
        LiveSince.Read(words).ShouldBe((null, words));

    [Fact]
    public void A_deployment_took_until_clients_had_it_and_not_until_its_bake_was_over()
    {
        var fact = new DeploymentFact(
            1,
            DeploymentKind.Deploy,
            "v2",
            At.AddSeconds(-41),
            At.AddMinutes(15),
            DeploymentEnd.Succeeded
        );

        fact.Took.ShouldBe(TimeSpan.FromSeconds(15 * 60 + 41));
        (fact with { Live = At }).Took.ShouldBe(TimeSpan.FromSeconds(41));
        (fact with { Live = At, Kind = DeploymentKind.Rollback }).Took.ShouldBe(fact.Took);
    }
}
