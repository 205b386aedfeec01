namespace TshActions.Images;

/// <summary>What can be wrong with the archive of an image, and how to mend it. No host was touched yet.</summary>
internal static class ArchiveProblems
{
    private const string Save =
        "write it with `docker save --output FILE IMAGE`, or with buildx's `--output type=docker,dest=FILE`";

    public static BadInput NoArchive(string shown, string why) =>
        new($"`image` is `{shown}`, which is no archive of an image: {why}", Save);

    public static BadInput Truncated(string shown) =>
        new(
            $"`image` is `{shown}`, and that file ends in the middle",
            "the step that wrote or downloaded it was cut short, perhaps by a full disk: write it again"
        );

    public static BadInput Unreadable(string shown, string why) =>
        new($"`image` is `{shown}`, which cannot be read: {why}", "check the path and its rights");

    public static BadInput NoRoom(string shown, string folder, string why) =>
        new(
            $"`image` is `{shown}`, which cannot be unpacked into {folder} on this machine: {why}",
            "make room there, name another folder with the variable TMPDIR, or save the archive uncompressed: then it is not unpacked"
        );

    public static BadInput NoImage(string shown, bool ociLayout) =>
        ociLayout
            ? new(
                $"`image` is `{shown}`, an OCI layout without docker's `manifest.json`",
                "write it with `--output type=docker` instead of `type=oci`"
            )
            : new($"`image` is `{shown}`, an archive without an image in it", Save);

    public static BadInput Several(string shown, IReadOnlyList<string> tags) =>
        new(
            $"`image` is `{shown}`, which holds several images: {string.Join(", ", tags)}",
            "save one image by one name"
        );

    public static BadInput Incomplete(string shown, string missing) =>
        new($"`image` is `{shown}`, and `{missing}` is missing in it", Save);

    public static BadInput NoConfiguration(string shown, string name) =>
        new($"`image` is `{shown}`, and `{name}` in it is no configuration of an image", Save);
}
