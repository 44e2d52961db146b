using System.Reflection;
using System.Reflection.Emit;
using System.Runtime.CompilerServices;
using System.Text.RegularExpressions;
using AccessGov.App.Storage.Content;
using AccessGov.Core.Kernel;
using AccessGov.Core.Planning;

namespace AccessGov.Functions.Tests.Architecture;

/// <summary>
/// Names of classes and of members of enums leave the program in texts of bugs only. Whatever is recorded, hashed, kept or answered has
/// an explicit code, so that names in the source stay free.
/// </summary>
public sealed partial class CodeNameTests
{
    /// <summary>Classes of exceptions, which others named: for logs, traces and a person at the settings, never recorded.</summary>
    private static readonly string[] NamesOfExceptions =
    [
        "NoExceptionTexts.cs",
        "StorageOpening.cs",
        "StoreGauges.cs",
        "TriggerBoundary.cs",
    ];

    public static TheoryData<Assembly> Ours =>
        [typeof(Plan).Assembly, typeof(CoreJson).Assembly, typeof(Web.Portal).Assembly, typeof(Functions.Cli.CommandLine).Assembly];

    [Fact]
    public void No_name_of_a_class_leaves_but_in_the_text_of_a_bug()
    {
        var sources = System
            .IO.Directory.EnumerateFiles(Sample.InRepository("functions"), "*.cs", SearchOption.AllDirectories)
            .Where(f => !f.Contains("/obj/", StringComparison.Ordinal))
            .Where(f => !NamesOfExceptions.Contains(Path.GetFileName(f)));
        Assert.All(
            sources.SelectMany(f => File.ReadLines(f).Select((text, i) => (At: $"{f}:{i + 1}", text))),
            line => Assert.False(NameOfClass().IsMatch(line.text) && !line.text.Contains("throw", StringComparison.Ordinal), line.At)
        );
    }

    [Theory, MemberData(nameof(Ours))]
    public void No_name_of_an_enum_s_member_leaves_but_in_the_text_of_a_bug(Assembly assembly)
    {
        var found = assembly.GetTypes().SelectMany(IlCode.Methods).ToArray();
        Assert.True(found.Length > 100);
        Assert.Empty(found.Where(m => m.Name != "PrintMembers").SelectMany(Leaks).Distinct());
    }

    [Fact]
    public void The_search_finds_what_it_looks_for() =>
        Assert.Equal(3, typeof(Leaky).GetMethods(IlCode.Declared).SelectMany(Leaks).Count());

    /// <summary>Where a method makes a text of an enum's value and does not throw it.</summary>
    private static IEnumerable<string> Leaks(MethodBase method)
    {
        if (method.GetMethodBody()?.GetILAsByteArray() is not { } il)
            yield break;
        Type[] ofType = method.DeclaringType!.IsGenericType ? method.DeclaringType.GetGenericArguments() : [];
        Type[] ofMethod = method.IsGenericMethod ? method.GetGenericArguments() : [];
        Type? told = null;
        Type? constrained = null;
        foreach (var (code, token) in IlCode.Instructions(il))
        {
            if (code == OpCodes.Constrained)
                constrained = method.Module.ResolveType(token, ofType, ofMethod);
            else if (code.FlowControl == FlowControl.Call && code != OpCodes.Calli)
            {
                var called = method.Module.ResolveMethod(token, ofType, ofMethod)!;
                if (called.Name == nameof(ToString) && IsOurs(constrained))
                    told = constrained;
                if (called.Name == nameof(DefaultInterpolatedStringHandler.AppendFormatted) && called.IsGenericMethod)
                    told = IsOurs(called.GetGenericArguments()[0]) ? called.GetGenericArguments()[0] : told;
                constrained = null;
            }
            else if (code.FlowControl == FlowControl.Throw)
                told = null;
            else if (code.FlowControl is FlowControl.Branch or FlowControl.Cond_Branch or FlowControl.Return && told is not null)
            {
                yield return $"{method.DeclaringType}.{method.Name} tells a {told.Name}";
                told = null;
            }
        }
    }

    private static bool IsOurs(Type? type) =>
        (Nullable.GetUnderlyingType(type ?? typeof(int)) ?? type) is { IsEnum: true } found
        && found.FullName!.StartsWith("AccessGov.", StringComparison.Ordinal);

    [GeneratedRegex(@"GetType\(\)\.(Name|FullName|ToString)|typeof\([^)]*\)\.(Name|FullName)\b")]
    private static partial Regex NameOfClass();

    /// <summary>What must not be.</summary>
    private static class Leaky
    {
        public static string Plain(Zone zone) => zone.ToString();

        public static string Within(Zone zone, string more) => $"{zone} {more}";

        public static string Maybe(Zone? zone) => $"In {zone}.";

        public static string Bug(Zone zone) => throw new InvalidOperationException($"There is no {zone}.");
    }
}
