namespace TshActions.Rig.Docker;

/// <summary>The folder of the checkout this program was built from.</summary>
public static class RepositoryRoot
{
    private const string Sign = "TshActions.sln";

    public static string Find()
    {
        for (
            var folder = new DirectoryInfo(AppContext.BaseDirectory);
            folder is not null;
            folder = folder.Parent
        )
        {
            if (File.Exists(Path.Combine(folder.FullName, Sign)))
            {
                return folder.FullName;
            }
        }

        throw new RigException(
            $"{AppContext.BaseDirectory} is not inside a checkout: no folder above it has {Sign}."
        );
    }
}
