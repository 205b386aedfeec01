using TshActions.Core.Images;
using TshActions.Core.Postgres;
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
            wrong.AddRange(
                Unusable(environment, manifest).Select(problem => $"`env-file`: {problem}")
            );
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

    /// <summary>What the hosts could do nothing with; no value is told, for each may be a secret.</summary>
    private static IEnumerable<string> Unusable(EnvironmentFile file, DeployManifest manifest)
    {
        if (manifest.Runtime is DockerSpec)
            foreach (var problem in DockerEnvironment.Write(file).Problems)
                yield return problem;
        var variable = manifest.Database.Variable;
        var address = file.Variables.FirstOrDefault(pair => pair.Key == variable).Value;
        if (
            manifest.AsksDatabase
            && !string.IsNullOrWhiteSpace(address)
            && PostgresAddress.Parse(address) is AddressReading.Unreadable(var reason)
        )
            yield return $"{variable} names no PostgreSQL database: {reason}. Mend it, or name another variable with `database.variable`";
    }

    private static ReleaseSource.Folder? Folder(VerbRun run, List<string> wrong)
    {
        if (run.Inputs["image"] is { Length: > 0 } image)
            wrong.Add(
                $"`image` is `{image}`, and the manifest's slots are systemd units: give `path`"
            );
        var folder = run.InWorkspace(run.Inputs["path"]);
        try
        {
            if (!Directory.Exists(folder))
                wrong.Add($"`path` is `{run.Inputs["path"]}`, and there is no such folder");
            else if (!Directory.EnumerateFileSystemEntries(folder).Any())
                wrong.Add($"`path` is `{run.Inputs["path"]}`, an empty folder");
            else
                return new ReleaseSource.Folder(folder);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            wrong.Add(
                $"`path` is `{run.Inputs["path"]}`, which cannot be read: {error.Message.TrimEnd('.')}"
            );
        }

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
                if (!image.IsOf(docker.Image))
                    wrong.Add(
                        $"`image` is `{text}`, and the manifest's slots run `{docker.Image}`: write {docker.Image}@sha256:…, or change `runtime.image`"
                    );
                return new ReleaseSource.Registry(image, Login(run, wrong));
            case ImageSource.Archive:
                return new ReleaseSource.Archive(path, text);
            case ImageSource.Refused refused:
                wrong.Add($"{refused.Reason}: {refused.Advice}");
                return null;
            default:
                return null;
        }
    }

    private static RegistryLogin? Login(VerbRun run, List<string> wrong)
    {
        var (user, password) = (run.Inputs["registry-user"], run.Inputs["registry-password"]);
        if (password.Length > 0)
            run.Story.Hide(password);
        if (user.Length is 0 && password.Length is 0)
            return null;
        // Half a login would be none, and the registry's refusal a riddle.
        if (password.Length is 0)
            wrong.Add(
                $"`registry-user` is `{user}`, and `registry-password` is empty. {Inputs.EmptySecret}. Without a login leave both out"
            );
        if (user.Length is 0)
            wrong.Add(
                "`registry-password` is there, and `registry-user` is empty: name the user it belongs to, or leave both out"
            );
        return new RegistryLogin(user, password);
    }
}
