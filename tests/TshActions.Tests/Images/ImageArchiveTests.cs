using System.Text;
using TshActions.Core.Images;
using TshActions.Images;

namespace TshActions.Tests.Images;

public sealed class ImageArchiveTests : IDisposable
{
    private readonly string _file = Path.GetTempFileName();

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public static TheoryData<string, string> Ways =>
        new()
        {
            { nameof(ArchiveOf.Folders), "one|one|three" },
            { nameof(ArchiveOf.Blobs), "one|two" },
        };

    [Theory]
    [MemberData(nameof(Ways))]
    public async Task An_archive_of_any_docker_is_read_plain_and_compressed(
        string way,
        string contents
    )
    {
        var archive = way is nameof(ArchiveOf.Folders) ? ArchiveOf.Folders() : ArchiveOf.Blobs();
        foreach (var bytes in new[] { archive, ArchiveOf.Gzip(archive) })
        {
            await using var image = await OpenAsync(bytes);

            var texts = await Task.WhenAll(image.Layers.Select(layer => ReadAsync(image, layer)));
            string.Join('|', texts).ShouldBe(contents);
            image.Layers.Select(layer => layer.Id).ShouldBe(texts.Select(Digest.Of));
            image.Id.ShouldBe(Digest.Of(image.Configuration));
            image.Tags.ShouldBe(["erp:v1"]);
            image.Config.Platform.ToString().ShouldBe("linux/arm64/v8");
            image.Config.HasHealthCheck.ShouldBeTrue();
            image.Config.ExposedPorts.ShouldBe(["8000/tcp"]);
            image.Config.User.ShouldBe("erp");
        }
    }

    [Fact]
    public async Task Wherever_an_archive_is_cut_it_is_found_before_anything_is_sent()
    {
        foreach (var archive in new[] { ArchiveOf.Folders(), ArchiveOf.Blobs() })
            for (var length = 0; length < archive.Length; length += 97)
            {
                (await RefusedAsync(archive[..length])).ShouldNotBeEmpty($"{length}");
                (await RefusedAsync(ArchiveOf.Gzip(archive[..length]))).ShouldNotBeEmpty(
                    $"{length}, zipped"
                );
            }

        // Of a zipped one the last bytes are the zeros of tar's end and a sum, which the digests of the layers make up for.
        var zipped = ArchiveOf.Gzip(ArchiveOf.Blobs());
        for (var length = 0; length < zipped.Length - 32; length += 17)
            (await RefusedAsync(zipped[..length])).ShouldNotBeEmpty($"zipped, {length}");
    }

    [Fact]
    public async Task Whatever_is_no_archive_of_one_image_is_refused_with_its_remedy()
    {
        var whole = ArchiveOf.Folders();
        var config = ArchiveOf.Config(ArchiveOf.Layer("one"));
        (string What, byte[] Bytes)[] wrong =
        [
            ("an empty file", []),
            ("a page of HTML", Encoding.UTF8.GetBytes(new string('<', 4000))),
            ("zstd", [0x28, 0xb5, 0x2f, 0xfd, 0, 0]),
            ("cut in a layer", whole[..2600]),
            ("cut zip", ArchiveOf.Gzip(whole)[..200]),
            ("a release folder", ArchiveOf.Tar(("main.py", ArchiveOf.Layer("app = 1")))),
            ("an OCI layout", ArchiveOf.Tar(("index.json", ArchiveOf.Layer("{}")))),
            ("an empty list", ArchiveOf.Tar(("manifest.json", ArchiveOf.Layer("[]")))),
            ("a broken list", ArchiveOf.Tar(("manifest.json", ArchiveOf.Layer("[{")))),
            (
                "two images",
                ArchiveOf.Tar(
                    (
                        "manifest.json",
                        ArchiveOf.Layer("""[{"RepoTags":["a:1"]},{"RepoTags":["b:2"]}]""")
                    )
                )
            ),
            ("a list of words", ArchiveOf.Tar(("manifest.json", ArchiveOf.Layer("""["a"]""")))),
            (
                "no name of a configuration",
                ArchiveOf.Tar(("manifest.json", ArchiveOf.Layer("""[{"Layers":[]}]""")))
            ),
            (
                "no names of layers",
                ArchiveOf.Tar(
                    ("manifest.json", ArchiveOf.Layer("""[{"Config":"c.json","Layers":[1]}]""")),
                    ("c.json", config)
                )
            ),
            ("no configuration", ArchiveOf.Tar(("manifest.json", ArchiveOf.Manifest("c.json")))),
            (
                "another configuration",
                ArchiveOf.Tar(
                    ("manifest.json", ArchiveOf.Manifest("c.json")),
                    ("c.json", ArchiveOf.Layer("{}"))
                )
            ),
            (
                "no layer",
                ArchiveOf.Tar(
                    ("manifest.json", ArchiveOf.Manifest("c.json", "1/layer.tar")),
                    ("c.json", config)
                )
            ),
            (
                "a layer less",
                ArchiveOf.Tar(("manifest.json", ArchiveOf.Manifest("c.json")), ("c.json", config))
            ),
            (
                "a link to itself",
                ArchiveOf.Tar(
                    ("manifest.json", ArchiveOf.Manifest("c.json", "a")),
                    ("c.json", config),
                    ("a→a", [])
                )
            ),
        ];

        var said = new StringBuilder();
        foreach (var (what, bytes) in wrong)
            said.Append($"{what}\n{await RefusedAsync(bytes)}\n\n");
        Approved.Check(said.ToString());
    }

    [Fact]
    public async Task A_file_that_is_not_there_is_told_by_its_name() =>
        (
            await Should.ThrowAsync<BadInput>(() =>
                ImageArchive.OpenAsync(_file + ".no", "build/erp.tar", Cancel)
            )
        ).Message.ShouldStartWith("`image` is `build/erp.tar`, which cannot be read");

    [Fact]
    public async Task A_file_that_breaks_off_while_it_is_read_is_told_by_its_name() =>
        // Address 0 of a process is in no memory of it: reading there is an error of input and output.
        (
            await Should.ThrowAsync<BadInput>(() =>
                ImageArchive.OpenAsync("/proc/self/mem", "build/erp.tar", Cancel)
            )
        ).Message.ShouldStartWith("`image` is `build/erp.tar`, which cannot be read");

    [Fact]
    public async Task An_archive_that_finds_no_room_to_unpack_is_told_with_the_folder_it_wanted()
    {
        await File.WriteAllBytesAsync(_file, ArchiveOf.Gzip(ArchiveOf.Blobs()), Cancel);

        var error = await Should.ThrowAsync<BadInput>(() =>
            ImageArchive.OpenAsync(_file, "build/erp.tar.gz", $"{_file}.no", Cancel)
        );

        error.Message.ShouldStartWith(
            $"`image` is `build/erp.tar.gz`, which cannot be unpacked into {_file}.no on this machine: "
        );
        error.Advice.ShouldContain("TMPDIR");
    }

    public void Dispose() => File.Delete(_file);

    private async Task<ImageArchive> OpenAsync(byte[] bytes)
    {
        await File.WriteAllBytesAsync(_file, bytes, Cancel);
        return await ImageArchive.OpenAsync(_file, "build/erp.tar", Cancel);
    }

    private async Task<string> RefusedAsync(byte[] bytes)
    {
        var error = await Should.ThrowAsync<BadInput>(() => OpenAsync(bytes));
        return $"{error.Message}\n  → {error.Advice}";
    }

    private static async Task<string> ReadAsync(ImageArchive image, ImageLayer layer)
    {
        using var reader = new StreamReader(image.Open(layer));
        return await reader.ReadToEndAsync(Cancel);
    }
}
