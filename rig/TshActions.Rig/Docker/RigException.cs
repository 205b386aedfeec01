namespace TshActions.Rig.Docker;

/// <summary>The rig itself is broken or too slow: nothing was learned about what was to be tested.</summary>
public class RigException(string message) : Exception(message);

/// <summary>The VPS cannot come up any more: it exited, or a unit failed. Waiting longer would not help.</summary>
public sealed class VpsBrokenException(string message) : RigException(message);

/// <summary>The VPS is still booting at the deadline. Nothing failed; the machine may only be busy.</summary>
public sealed class VpsSlowException(string message) : RigException(message);
