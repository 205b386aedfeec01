using TshActions.Manifest;

namespace TshActions.Tests.Manifest;

public class HostScalarsTests
{
    [Theory]
    [InlineData("erp", true)]
    [InlineData("tsh/erp", true)]
    [InlineData("ghcr.io/tsh/erp", true)]
    [InlineData("127.0.0.1:5000/tsh/erp", true)]
    [InlineData("registry.example.com:5000/a/b/c_d/e-f", true)]
    [InlineData("erp:latest", false)]
    [InlineData("ghcr.io/tsh/erp:1.0", false)]
    [InlineData("ghcr.io/tsh/erp@sha256:00", false)]
    [InlineData("ghcr.io/TSH/erp", false)]
    [InlineData("https://ghcr.io/tsh/erp", false)]
    [InlineData("ghcr.io//erp", false)]
    [InlineData("ghcr.io/tsh/", false)]
    [InlineData("-v", false)]
    [InlineData("a b", false)]
    [InlineData("erp\n", false)]
    public void An_image_is_a_repository_and_nothing_behind_it(string text, bool accepted) =>
        HostScalars.Image("").Accepts(text).ShouldBe(accepted);

    [Theory]
    [InlineData("/srv/erp/uploads:/app/uploads", true)]
    [InlineData("/srv/erp/uploads:/app/uploads:ro", true)]
    [InlineData("erp_uploads:/app/uploads", true)]
    [InlineData("/:/host:ro", true)]
    [InlineData("/srv/uploads", false)]
    [InlineData("srv/uploads:/app", false)]
    [InlineData("./uploads:/app", false)]
    [InlineData("/srv/uploads:app", false)]
    [InlineData("/srv/uploads:/", false)]
    [InlineData("/srv/uploads:/app:rw,z", false)]
    [InlineData("/srv/my uploads:/app", false)]
    [InlineData("/srv/{slot}:/app", false)]
    [InlineData("--privileged:/app", false)]
    public void A_mount_has_a_source_and_an_absolute_place(string text, bool accepted) =>
        HostScalars.Mount("").Accepts(text).ShouldBe(accepted);

    [Theory]
    [InlineData("bridge", true)]
    [InlineData("host", true)]
    [InlineData("erp_backend", true)]
    [InlineData("none", false)]
    [InlineData("container:db", false)]
    [InlineData("-x", false)]
    [InlineData("a b", false)]
    public void A_network_is_one_that_lets_the_slot_answer(string text, bool accepted) =>
        HostScalars.Network("").Accepts(text).ShouldBe(accepted);

    [Theory]
    [InlineData("", true)]
    [InlineData("erp", true)]
    [InlineData("erp/production", true)]
    [InlineData("/erp", false)]
    [InlineData("erp/", false)]
    [InlineData("erp//production", false)]
    [InlineData("../other", false)]
    [InlineData("erp/..", false)]
    public void A_prefix_is_a_path_that_stays_below(string text, bool accepted) =>
        HostScalars.Prefix("").Accepts(text).ShouldBe(accepted);

    [Theory]
    [InlineData("tsh-backups", true)]
    [InlineData("a.b", true)]
    [InlineData("ab", false)]
    [InlineData("Backups", false)]
    [InlineData("my_backups", false)]
    public void A_bucket_is_named_by_the_rules_of_s3(string text, bool accepted) =>
        HostScalars.Bucket("").Accepts(text).ShouldBe(accepted);

    [Theory]
    [InlineData("DATABASE_URL", true)]
    [InlineData("_x1", true)]
    [InlineData("1X", false)]
    [InlineData("DATABASE-URL", false)]
    [InlineData("$DATABASE_URL", false)]
    public void A_variable_is_one_a_shell_could_set(string text, bool accepted) =>
        HostScalars.Variable("").Accepts(text).ShouldBe(accepted);
}
