namespace TshActions.Rig.Forge;

/// <summary>What is to go wrong, until it has.</summary>
internal sealed class FaultQueue
{
    private readonly List<Fault> _faults = [];

    public void Add(Fault fault)
    {
        lock (_faults)
            _faults.Add(fault);
    }

    /// <returns>What hits this request; null where nothing does.</returns>
    public Fault.Kind? Take(string method, string path)
    {
        lock (_faults)
        {
            var at = _faults.FindIndex(fault => fault.Fits(method, path));
            if (at < 0)
                return null;
            var fault = _faults[at];
            if (fault.Times is 1)
                _faults.RemoveAt(at);
            else
                _faults[at] = fault with { Times = fault.Times - 1 };
            return fault.What;
        }
    }
}
