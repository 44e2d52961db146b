using System.Reflection;
using AccessGov.Core.Codes;
using AccessGov.Core.Kernel;

namespace AccessGov.Tests;

/// <summary>Reads the codes of closed sets, however they are listed.</summary>
internal static class CodePins
{
    /// <summary>The codes in their order.</summary>
    public static IReadOnlyList<string> Of(Type set) =>
        All(set) is CaseCodes cases ? [.. cases.ByCase.Values] : [.. Pairs(set).Select(p => (string)p[1]!)];

    /// <summary>The numbers behind an enum's codes, in the codes' order.</summary>
    public static IReadOnlyList<int> ValuesOf(Type set) => [.. Pairs(set).Select(p => Convert.ToInt32(p[0]))];

    /// <summary>Every public enum and closed hierarchy of an assembly has a code for each case, or is named as never told.</summary>
    public static void AllAreCoded(Assembly assembly, IReadOnlySet<Type> neverTold)
    {
        var sets = assembly.GetTypes().Where(t => t.IsVisible && (t.IsEnum || IsHierarchy(t))).ToArray();
        Assert.NotEmpty(sets);
        Assert.All(
            sets,
            set =>
                Assert.True(
                    neverTold.Contains(set) != (set.GetCustomAttribute<CodedByAttribute>() is not null),
                    $"{set} needs a list of codes, or is never told; not both."
                )
        );
        foreach (var set in sets.Where(s => !neverTold.Contains(s)))
        {
            var cases = set.IsEnum
                ? Enum.GetValues(set).Cast<object>().Select(v => v.ToString()).ToArray()
                : [.. set.GetNestedTypes().Where(t => t.IsSubclassOf(set)).Select(t => t.Name)];
            var coded = All(set) is CaseCodes codes ? codes.ByCase.Keys.Select(t => t.Name) : Pairs(set).Select(p => p[0]!.ToString());
            Assert.Equal(cases.Order(StringComparer.Ordinal), coded.Order(StringComparer.Ordinal));
            Assert.Distinct(Of(set));
        }
    }

    private static bool IsHierarchy(Type type) =>
        type is { IsClass: true, IsAbstract: true, IsSealed: false }
        && type.GetNestedTypes().Any(t => t.BaseType is { } b && Same(b, type));

    private static bool Same(Type one, Type other) =>
        one == other || (one.IsGenericType && other.IsGenericType && one.GetGenericTypeDefinition() == other.GetGenericTypeDefinition());

    private static object All(Type set) => set.GetCustomAttribute<CodedByAttribute>()!.Codes.GetProperty("All")!.GetValue(null)!;

    private static IEnumerable<System.Runtime.CompilerServices.ITuple> Pairs(Type set) =>
        (
            (System.Collections.IEnumerable)All(set).GetType().GetProperty("All")!.GetValue(All(set))!
        ).Cast<System.Runtime.CompilerServices.ITuple>();
}
