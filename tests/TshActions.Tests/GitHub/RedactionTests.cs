using FsCheck;
using FsCheck.Fluent;
using TshActions.GitHub;

namespace TshActions.Tests.GitHub;

public class RedactionTests
{
    private static readonly Arbitrary<string[]> Secrets = (
        from secrets in (
            from length in Gen.Choose(1, 8)
            from letters in Gen.Elements('a', 'b', ' ', '\n').ArrayOf(length)
            select new string(letters)
        ).ArrayOf(3)
        select secrets
    ).ToArbitrary();

    [Fact]
    public void Each_line_of_a_key_is_hidden_by_itself()
    {
        var redaction = new Redaction();
        redaction.Add("-----BEGIN KEY-----\r\nb3BlbnNz\r\naC1rZXk=\r\n-----END KEY-----\r\n");

        redaction.Clean("ssh said: aC1rZXk= and b3BlbnNz").ShouldBe("ssh said: *** and ***");
    }

    [Fact]
    public void A_secret_inside_another_does_not_leave_the_rest_standing()
    {
        var redaction = new Redaction();
        redaction.Add("hunter");
        redaction.Add("hunter2-and-more");

        redaction.Clean("hunter2-and-more").ShouldBe("***");
    }

    [Fact]
    public void Only_what_is_new_is_given_to_the_runner_to_mask()
    {
        var redaction = new Redaction();

        redaction.Add("first\nsecond").ShouldBe(["first", "second", "first\nsecond"]);
        redaction.Add("second\nthird").ShouldBe(["third", "second\nthird"]);
    }

    [Fact]
    public void The_frame_of_a_key_is_no_secret()
    {
        var redaction = new Redaction();
        redaction.Add("-----BEGIN KEY-----\nb3BlbnNz\n-----END KEY-----\n");

        redaction.Clean("it begins with -----BEGIN KEY-----").ShouldEndWith("-----BEGIN KEY-----");
    }

    [Theory]
    [InlineData("abc")]
    [InlineData("")]
    [InlineData("  \n ")]
    public void What_is_too_short_to_be_a_secret_is_left_alone(string secret)
    {
        var redaction = new Redaction();

        redaction.Add(secret).ShouldBeEmpty();
        redaction.Clean("abc def").ShouldBe("abc def");
    }

    [Fact]
    public void No_line_of_a_secret_is_ever_left_in_a_text() =>
        Prop.ForAll(
                Secrets,
                Secrets,
                (secrets, texts) =>
                {
                    var redaction = new Redaction();
                    foreach (var secret in secrets)
                        redaction.Add(secret);
                    var clean = redaction.Clean(string.Concat(texts.Concat(secrets)));
                    return secrets
                        .SelectMany(secret => secret.Split('\n'))
                        .Select(line => line.Trim())
                        .Where(line => line.Length >= 4)
                        .All(line => !clean.Contains(line));
                }
            )
            .QuickCheckThrowOnFailure();
}
