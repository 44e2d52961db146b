namespace AccessGov.Sandbox.FunctionsHost;

/// <summary>The worker's process ended, or did not come in time.</summary>
internal sealed class WorkerExitedException(string message) : Exception(message);
