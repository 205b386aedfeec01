using System.Collections.Concurrent;

namespace TshActions.Verbs;

/// <summary>Takes one step on several hosts, as many at once as the manifest allows, in the manifest's order.</summary>
/// <param name="several">Whether the environment has several hosts, so that each must be named.</param>
internal sealed class Turns(Story story, bool several, int atOnce)
{
    private readonly ConcurrentQueue<(string Host, Exception Error)> _failed = [];

    /// <summary>Once the step failed on one host it is begun on no other, and the first failure is thrown.</summary>
    public async Task EachAsync(
        IReadOnlyList<(Member Member, string Title)> work,
        Func<Member, Task<string>> carryOut
    )
    {
        _failed.Clear();
        await InTurnAsync(
            work,
            async item =>
            {
                if (!_failed.IsEmpty)
                    return;
                try
                {
                    await StepAsync(item, carryOut);
                }
                catch (Exception error)
                {
                    _failed.Enqueue((item.Member.Name, error));
                    throw;
                }
            }
        );
    }

    /// <summary>The step is taken on each host, whatever becomes of it on the others.</summary>
    /// <returns>The hosts that could not, in the order of <paramref name="work"/>.</returns>
    public async Task<IReadOnlyList<Trouble>> EveryAsync(
        IReadOnlyList<(Member Member, string Title)> work,
        Func<Member, Task<string>> carryOut
    )
    {
        ConcurrentDictionary<string, Trouble> troubles = [];
        await InTurnAsync(
            work,
            async item =>
            {
                try
                {
                    await StepAsync(item, carryOut);
                }
                catch (ActionException error)
                {
                    story.Foreign($"what {item.Member.Name} said", error.Foreign);
                    troubles[item.Member.Name] = new(item.Member.Name, error);
                }
            }
        );
        return
        [
            .. work.Select(item => troubles.GetValueOrDefault(item.Member.Name)).OfType<Trouble>(),
        ];
    }

    /// <summary>What went wrong, with the name of each host it went wrong on.</summary>
    public string Told(Exception error) =>
        several && _failed.Any(failed => failed.Error == error)
            ? string.Join(
                "; ",
                _failed
                    .Where(failed => failed.Error is ActionException)
                    .Select(failed => new Trouble(failed.Host, (ActionException)failed.Error))
            )
            : error.Message;

    private async Task InTurnAsync(
        IReadOnlyList<(Member Member, string Title)> work,
        Func<(Member Member, string Title), Task> carryOut
    )
    {
        using var turns = new SemaphoreSlim(atOnce);
        await Task.WhenAll(
            work.Select(async item =>
            {
                await turns.WaitAsync();
                try
                {
                    await carryOut(item);
                }
                finally
                {
                    turns.Release();
                }
            })
        );
    }

    private Task StepAsync(
        (Member Member, string Title) item,
        Func<Member, Task<string>> carryOut
    ) =>
        story.StepAsync(
            several ? $"{item.Title} on {item.Member.Name}" : item.Title,
            () => carryOut(item.Member)
        );
}
