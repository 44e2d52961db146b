using System.Reflection;
using System.Reflection.Emit;
using AccessGov.App.Policy;
using AccessGov.Core.Kernel;

namespace AccessGov.Functions.Tests.Architecture;

/// <summary>
/// A package brings compiled code, but none of the framework's collections over value types of ours: each method of such a one is
/// compiled at every start. The policy is read before the first function answers, and was most of what a start took longer than the
/// least worker (docs/benchmarks.md).
/// </summary>
public sealed class ColdReadingTests
{
    // What Core holds in dictionaries of its own values, and what is looked at only where two rules give one right.
    private static readonly string[] Excused = ["TimingSection", "ApprovalSection", "RuleOverlaps"];

    [Fact]
    public void The_policy_is_read_without_collections_of_our_own_values()
    {
        var readers = typeof(PolicyFile)
            .Assembly.GetTypes()
            .Where(t => t.Namespace is "AccessGov.App.Policy" or "AccessGov.App.Yaml" && !Excused.Contains(Outer(t).Name))
            .SelectMany(IlCode.Methods)
            .ToArray();
        Assert.True(readers.Length > 100);
        Assert.Empty(readers.SelectMany(Compiled).Distinct());
    }

    [Fact]
    public void The_search_finds_what_it_looks_for() =>
        Assert.Equal(3, IlCode.Methods(typeof(Slow)).SelectMany(Compiled).Distinct().Count());

    private static IEnumerable<string> Compiled(MethodBase method)
    {
        if (method.GetMethodBody()?.GetILAsByteArray() is not { } il)
            return [];
        Type[] ofType = method.DeclaringType!.IsGenericType ? method.DeclaringType.GetGenericArguments() : [];
        Type[] ofMethod = method.IsGenericMethod ? method.GetGenericArguments() : [];
        return IlCode
            .Instructions(il)
            .Where(i => i.Code == OpCodes.Call || i.Code == OpCodes.Callvirt || i.Code == OpCodes.Newobj)
            .Select(i => method.Module.ResolveMethod(i.Token, ofType, ofMethod)!)
            .Where(IsOverOurValues)
            .Select(called => $"{method.DeclaringType}.{method.Name} calls {called.DeclaringType}.{called}");
    }

    private static bool IsOverOurValues(MethodBase called) =>
        called.DeclaringType is { IsInterface: false, Namespace: "System.Linq" or "System.Collections.Generic" } type
        // By which a record is compared; nobody compares these.
        && !type.Name.StartsWith("EqualityComparer", StringComparison.Ordinal)
        && (type.GetGenericArguments().Any(HasOurValue) || (called.IsGenericMethod && called.GetGenericArguments().Any(HasOurValue)));

    private static bool HasOurValue(Type type) =>
        !type.IsGenericParameter
        && type.IsValueType
        && (type.FullName!.StartsWith("AccessGov.", StringComparison.Ordinal) || type.GetGenericArguments().Any(HasOurValue));

    private static Type Outer(Type type) => type.DeclaringType is { } outer ? Outer(outer) : type;

    /// <summary>What must not be.</summary>
    private static class Slow
    {
        public static IEnumerable<OrgCode> Sorted(OrgCode[] codes) => codes.Order();

        public static int Listed(List<OrgCode?> codes) => codes.Count;

        public static int Paired(Dictionary<string, (OrgCode, int)> codes) => codes.Count;

        public static int Text(List<string> codes) => codes.Count;
    }
}
