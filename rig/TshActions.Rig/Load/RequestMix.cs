namespace TshActions.Rig.Load;

/// <summary>The plan's requests, encoded once and drawn by weight.</summary>
internal sealed class RequestMix
{
    private readonly double[] _upTo;
    private readonly Entry[] _entries;

    public RequestMix(LoadPlan plan)
    {
        Methods = [.. plan.Mix.Select(request => request.Method).Distinct()];
        var hostHeader =
            plan.HostHeader ?? (plan.Port == 80 ? plan.Host : $"{plan.Host}:{plan.Port}");
        _entries =
        [
            .. plan.Mix.Select(request => new Entry(
                request,
                request.Encode(hostHeader),
                Methods.IndexOf(request.Method)
            )),
        ];

        _upTo = new double[_entries.Length];
        var sum = 0.0;
        for (var i = 0; i < _entries.Length; i++)
        {
            sum += plan.Mix[i].Weight;
            _upTo[i] = sum;
        }
    }

    public List<string> Methods { get; }

    public Entry Draw(Random random)
    {
        var point = random.NextDouble() * _upTo[^1];
        var i = 0;
        while (i < _upTo.Length - 1 && _upTo[i] <= point)
        {
            i++;
        }

        return _entries[i];
    }

    internal sealed record Entry(LoadRequest Request, ReadOnlyMemory<byte> Bytes, int MethodIndex)
    {
        public bool HasNoBodyInAnswer { get; } = Request.Method is "HEAD";
    }
}
