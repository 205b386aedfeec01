using TshActions.Manifest;

namespace TshActions.Tests.Manifest;

public class ScalarsTests
{
    [Theory]
    [InlineData("0s", 0)]
    [InlineData("500ms", 500)]
    [InlineData("30s", 30_000)]
    [InlineData("5m", 300_000)]
    [InlineData("1h", 3_600_000)]
    [InlineData("90m", 5_400_000)]
    [InlineData("14d", 1_209_600_000)]
    public void A_duration_is_a_number_with_its_unit(string text, double milliseconds)
    {
        Scalars.Duration("").Accepts(text).ShouldBeTrue();
        Scalars.DurationOf(text).TotalMilliseconds.ShouldBe(milliseconds);
    }

    [Theory]
    [InlineData("")]
    [InlineData("30")]
    [InlineData("30 s")]
    [InlineData("30S")]
    [InlineData("-5s")]
    [InlineData("1.5m")]
    [InlineData("1m30s")]
    [InlineData("5w")]
    [InlineData("1234567s")]
    [InlineData("٣s")]
    public void Anything_else_is_no_duration(string text) =>
        Scalars.Duration("").Accepts(text).ShouldBeFalse();

    [Theory]
    [InlineData("1B", 1)]
    [InlineData("20KB", 20_000)]
    [InlineData("500MB", 500_000_000)]
    [InlineData("2GB", 2_000_000_000)]
    public void A_size_is_a_number_with_its_unit_of_a_thousand(string text, long bytes)
    {
        Scalars.Size("").Accepts(text).ShouldBeTrue();
        Scalars.SizeOf(text).ShouldBe(bytes);
    }

    [Theory]
    [InlineData("500")]
    [InlineData("500Mb")]
    [InlineData("500MiB")]
    [InlineData("0.5GB")]
    public void Anything_else_is_no_size(string text) =>
        Scalars.Size("").Accepts(text).ShouldBeFalse();

    [Theory]
    [InlineData("6MB", true)]
    [InlineData("1GB", true)]
    [InlineData("6000KB", true)]
    [InlineData("5999KB", false)]
    [InlineData("0B", false)]
    [InlineData("6", false)]
    public void A_size_may_have_a_least(string text, bool accepted) =>
        Scalars.SizeFrom("", "6MB").Accepts(text).ShouldBe(accepted);

    [Theory]
    [InlineData("20s", true)]
    [InlineData("90s", true)]
    [InlineData("1m", true)]
    [InlineData("20000ms", true)]
    [InlineData("19s", false)]
    [InlineData("19999ms", false)]
    [InlineData("91s", false)]
    [InlineData("2m", false)]
    [InlineData("30", false)]
    public void A_duration_may_have_bounds(string text, bool accepted) =>
        Scalars.DurationBetween("", "20s", "90s").Accepts(text).ShouldBe(accepted);

    [Theory]
    [InlineData("1", 1)]
    [InlineData("1.5", 1.5)]
    [InlineData("0.01", 0.01)]
    public void An_amount_is_a_number_with_a_point(string text, double amount)
    {
        Scalars.Amount("").Accepts(text).ShouldBeTrue();
        Scalars.AmountOf(text).ShouldBe(amount);
    }

    [Theory]
    [InlineData("0")]
    [InlineData("0.001")]
    [InlineData("1,5")]
    [InlineData(".5")]
    [InlineData("1e3")]
    [InlineData("-1")]
    [InlineData("1\n")]
    public void Anything_else_is_no_amount(string text) =>
        Scalars.Amount("").Accepts(text).ShouldBeFalse();

    [Theory]
    [InlineData("0%", 0)]
    [InlineData("80%", 0.8)]
    [InlineData("99.9%", 0.999)]
    [InlineData("100%", 1)]
    public void A_share_is_a_number_of_hundredths(string text, double share)
    {
        Scalars.Percent("").Accepts(text).ShouldBeTrue();
        Scalars.PercentOf(text).ShouldBe(share, 1e-9);
    }

    [Theory]
    [InlineData("80")]
    [InlineData("101%")]
    [InlineData("100.1%")]
    [InlineData(".5%")]
    public void Anything_else_is_no_share(string text) =>
        Scalars.Percent("").Accepts(text).ShouldBeFalse();

    [Theory]
    [InlineData("1", true)]
    [InlineData("65535", true)]
    [InlineData("0", false)]
    [InlineData("65536", false)]
    [InlineData("99999999999999999999", false)]
    [InlineData("+80", false)]
    [InlineData("80 ", false)]
    public void A_port_is_a_number_up_to_65535(string text, bool accepted) =>
        Scalars.Port("").Accepts(text).ShouldBe(accepted);

    [Theory]
    [InlineData("tsh-erp", true)]
    [InlineData("a", true)]
    [InlineData("a2", true)]
    [InlineData("2a", false)]
    [InlineData("-a", false)]
    [InlineData("A", false)]
    [InlineData("a_b", false)]
    [InlineData("a/b", false)]
    [InlineData("..", false)]
    public void A_name_is_what_folders_units_and_nginx_variables_share(
        string text,
        bool accepted
    ) => Scalars.Name("").Accepts(text).ShouldBe(accepted);

    [Theory]
    [InlineData("https://erp.tsh.sale", true)]
    [InlineData("https://erp.tsh.sale/", true)]
    [InlineData("http://192.0.2.1:8080", true)]
    [InlineData("https://erp.tsh.sale/shop", false)]
    [InlineData("ftp://erp.tsh.sale", false)]
    [InlineData("erp.tsh.sale", false)]
    [InlineData("https://", false)]
    public void A_site_is_an_address_without_a_path(string text, bool accepted) =>
        Scalars.Url("").Accepts(text).ShouldBe(accepted);

    [Theory]
    [InlineData("/", true)]
    [InlineData("/health?deep=1", true)]
    [InlineData("health", false)]
    [InlineData("/a b", false)]
    [InlineData("/a'b", false)]
    public void A_path_is_absolute_and_without_spaces(string text, bool accepted) =>
        Scalars.Path("").Accepts(text).ShouldBe(accepted);

    [Theory]
    [InlineData("a\n")]
    public void A_line_end_is_no_part_of_a_name(string text)
    {
        Scalars.Name("").Accepts(text).ShouldBeFalse();
        Scalars.Path("").Accepts("/" + text).ShouldBeFalse();
        Scalars.Duration("").Accepts("5s\n").ShouldBeFalse();
        Scalars.Url("").Accepts("https://erp.tsh.sale\n").ShouldBeFalse();
    }
}
