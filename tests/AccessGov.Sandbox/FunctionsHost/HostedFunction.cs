using AccessGov.Sandbox.FunctionsHost.Rpc;

namespace AccessGov.Sandbox.FunctionsHost;

/// <summary>A function as the worker told it.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Id">What the worker knows it by.</param>
/// <param name="Input">The name of its trigger parameter.</param>
/// <param name="Trigger">What starts it.</param>
/// <param name="Retry">How a failed run is repeated; null: not.</param>
internal sealed record HostedFunction(string Name, string Id, string Input, FunctionTrigger Trigger, RpcRetryOptions? Retry);
