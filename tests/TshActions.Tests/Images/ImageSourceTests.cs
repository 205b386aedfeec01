using TshActions.Core.Images;

namespace TshActions.Tests.Images;

public class ImageSourceTests
{
    private const string Hex = "4f53cda18c2baa0c0354bb5f9a3ecbe5ed12ab4d8e11ba873c2f11161202b945";

    [Theory]
    [InlineData("ghcr.io/tsh/erp", "ghcr.io", "tsh/erp")]
    [InlineData("ghcr.io/tsh/erp:v1", "ghcr.io", "tsh/erp")]
    [InlineData("127.0.0.1:5000/erp", "127.0.0.1:5000", "erp")]
    [InlineData("localhost/erp", "localhost", "erp")]
    [InlineData("tsh/erp", "docker.io", "tsh/erp")]
    [InlineData("postgres", "docker.io", "library/postgres")]
    [InlineData("postgres:15", "docker.io", "library/postgres")]
    [InlineData("a/b/c_d", "docker.io", "a/b/c_d")]
    public void A_digest_names_one_image_wherever_it_is(
        string name,
        string registry,
        string repository
    )
    {
        var source = Read($"{name}@sha256:{Hex}");

        var image = source.ShouldBeOfType<ImageSource.InRegistry>();
        (image.Registry, image.Repository, image.Digest.Hex).ShouldBe((registry, repository, Hex));
        image.Reference.ShouldBe($"{registry}/{repository}@sha256:{Hex}");
    }

    [Fact]
    public void A_file_that_is_there_is_an_archive_whatever_its_name() =>
        ImageSource
            .Read("erp@sha256:1", isFile: true)
            .ShouldBe(new ImageSource.Archive("erp@sha256:1"));

    [Fact]
    public void Everything_else_is_refused_with_what_to_write_instead()
    {
        string[] wrong =
        [
            "ghcr.io/tsh/erp:latest",
            "127.0.0.1:5000/erp",
            "erp",
            "build/erp.tar.gz",
            "ghcr.io/tsh/erp@sha256:abc",
            $"ghcr.io/tsh/erp@sha512:{Hex}",
            $"ghcr.io/TSH/erp@sha256:{Hex}",
            $"ghcr.io/tsh/erp;id@sha256:{Hex}",
            $"-v@sha256:{Hex}",
            $"@sha256:{Hex}",
            $"a@b@sha256:{Hex}",
        ];

        Approved.Check(
            string.Concat(
                wrong.Select(text =>
                {
                    var refused = Read(text).ShouldBeOfType<ImageSource.Refused>(text);
                    return $"{refused.Reason}\n  → {refused.Advice}\n";
                })
            )
        );
    }

    private static ImageSource Read(string text) => ImageSource.Read(text, isFile: false);
}
