using TshActions.Core.Images;
using TshActions.Core.Releases;
using TshActions.Images;
using TshActions.Manifest;
using TshActions.Releases;

namespace TshActions.Verbs;

/// <summary>Reads from a deployment's inputs what it brings, and names all that is wrong with them at once.</summary>
internal static class CandidateReading
{
    /// <exception cref="BadInput">Before any host is touched.</exception>
    public static Candidate Read(VerbRun run, DeployManifest manifest)
    {
        List<string> wrong = [];
        var release = ReleaseId.Parse(run.Inputs["release"]);
        if (release is null)
            wrong.Add($"`release` is `{run.Inputs["release"]}`: write {ReleaseId.Rule}");
        var source = manifest.Runtime is DockerSpec docker
            ? Image(run, docker, wrong)
            : Folder(run, wrong);
        EnvironmentFile? environment = null;
        if (run.Inputs["env-file"] is { Length: > 0 } text)
        {
            (environment, var problems) = EnvironmentFile.Parse(text);
            wrong.AddRange(problems.Select(problem => $"`env-file`, {problem}"));
            foreach (var value in SecretValues.Of(environment))
                run.Story.Hide(value);
        }

        if (release is not { } id || source is null || wrong.Count > 0)
            throw new BadInput(
                string.Join("; ", wrong),
                "mend the inputs and run again; no host was touched"
            );
        var deployment = $"{run.Time.GetUtcNow():yyyyMMdd'T'HHmmss'Z'}-{id}";
        return new Candidate(id, deployment, source, environment);
    }

    private static ReleaseSource.Folder? Folder(VerbRun run, List<string> wrong)
    {
        if (run.Inputs["image"] is { Length: > 0 } image)
            wrong.Add(
                $"`image` is `{image}`, and the manifest's slots are systemd units: give `path`"
            );
        var folder = run.InWorkspace(run.Inputs["path"]);
        if (!Directory.Exists(folder))
            wrong.Add($"`path` is `{run.Inputs["path"]}`, and there is no such folder");
        else if (!Directory.EnumerateFileSystemEntries(folder).Any())
            wrong.Add($"`path` is `{run.Inputs["path"]}`, an empty folder");
        else
            return new ReleaseSource.Folder(folder);
        return null;
    }

    private static ReleaseSource? Image(VerbRun run, DockerSpec docker, List<string> wrong)
    {
        var text = run.Inputs["image"];
        if (text.Length is 0)
        {
            wrong.Add(
                $"`image` is empty, and the manifest's slots are containers: write {docker.Image}@sha256:… as the registry has it, or the path of an archive made by `docker save`"
            );
            return null;
        }

        var path = run.InWorkspace(text);
        switch (ImageSource.Read(text, File.Exists(path)))
        {
            case ImageSource.InRegistry image:
                return new ReleaseSource.Registry(image, Login(run));
            case ImageSource.Archive:
                return new ReleaseSource.Archive(path, text);
            case ImageSource.Refused refused:
                wrong.Add($"{refused.Reason}: {refused.Advice}");
                return null;
            default:
                return null;
        }
    }

    private static RegistryLogin? Login(VerbRun run)
    {
        var (user, password) = (run.Inputs["registry-user"], run.Inputs["registry-password"]);
        if (password.Length > 0)
            run.Story.Hide(password);
        return user.Length > 0 && password.Length > 0 ? new RegistryLogin(user, password) : null;
    }
}
