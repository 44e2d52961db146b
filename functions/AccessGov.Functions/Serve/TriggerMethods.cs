using System.Reflection;
using AccessGov.Functions.Triggers;
using Microsoft.Azure.Functions.Worker;

namespace AccessGov.Functions.Serve;

/// <summary>Calls the methods that the Functions host would call, by what the build wrote down of them.</summary>
/// <param name="services">Makes the classes that hold them.</param>
internal sealed class TriggerMethods(IServiceProvider services)
{
    /// <summary>The method of a function.</summary>
    /// <param name="binding">The function; a queue's or a timer's.</param>
    /// <returns>Runs it with a queue message (null for a timer); true when it succeeded.</returns>
    /// <exception cref="InvalidDataException">There is no such method, or it asks for what nobody here can give.</exception>
    public Func<string?, CancellationToken, Task<bool>> Of(FunctionBinding binding)
    {
        var dot = binding.EntryPoint.LastIndexOf('.');
        var type =
            typeof(TriggerMethods).Assembly.GetType(binding.EntryPoint[..dot])
            ?? throw new InvalidDataException($"{binding.Function}: there is no class {binding.EntryPoint[..dot]}.");
        var method =
            type.GetMethod(binding.EntryPoint[(dot + 1)..])
            ?? throw new InvalidDataException($"{binding.Function}: there is no method {binding.EntryPoint}.");
        var target = ActivatorUtilities.CreateInstance(services, type);
        var parameters = method.GetParameters();
        foreach (var odd in parameters.Where(p => !Given.Contains(p.ParameterType)))
            throw new InvalidDataException($"{binding.Function}: the parameter {odd.Name} is of a type that nobody here can give.");
        return (item, ct) => RunAsync(method, target, [.. parameters.Select(p => Argument(p.ParameterType, item, ct))]);
    }

    private static readonly Type[] Given = [typeof(string), typeof(TimerInfo), typeof(CancellationToken)];

    private static object? Argument(Type type, string? item, CancellationToken ct) =>
        type == typeof(string) ? item
        : type == typeof(TimerInfo) ? new TimerInfo()
        : ct;

    private static async Task<bool> RunAsync(MethodInfo method, object target, object?[] arguments)
    {
        try
        {
            await (Task)method.Invoke(target, BindingFlags.DoNotWrapExceptions, null, arguments, null)!;
            return true;
        }
        // Logged by the boundary.
        catch (FunctionFailedException)
        {
            return false;
        }
    }
}
