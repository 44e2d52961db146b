using System.Runtime.CompilerServices;

namespace AccessGov.Core.Codes;

/// <summary>The stable codes of an enum. A code, once used, keeps its meaning for ever; members may be renamed.</summary>
/// <typeparam name="T">The enum: members are small numbers, as the compiler gives them.</typeparam>
/// <remarks>
/// Without dictionaries over <typeparamref name="T"/>: the methods of each of them were compiled at every start, for every enum that was
/// looked at (docs/benchmarks.md).
/// </remarks>
public sealed class EnumCodes<T>
    where T : struct, Enum
{
    private const int Most = 1024;
    private readonly (T Value, string Code)[] all;
    private readonly Dictionary<string, int> places = new(StringComparer.Ordinal);
    private readonly string?[] codes;
    private Dictionary<string, T>? byCode;

    /// <summary>Lists the codes.</summary>
    /// <param name="codes">Each member once, each code once.</param>
    /// <exception cref="ArgumentException">A member or a code stands twice, or a member is no small number.</exception>
    public EnumCodes(params (T Value, string Code)[] codes)
    {
        ArgumentNullException.ThrowIfNull(codes);
        all = codes;
        var largest = -1;
        for (var i = 0; i < all.Length; i++)
            largest = Math.Max(largest, Number(all[i].Value));
        if (largest >= Most)
            throw new ArgumentException($"{typeof(T).Name} has the member {largest}.", nameof(codes));
        this.codes = new string?[largest + 1];
        for (var i = 0; i < all.Length; i++)
        {
            ref var code = ref this.codes[Number(all[i].Value)];
            if (code is not null)
                throw new ArgumentException($"{typeof(T).Name} {all[i].Value} stands twice.", nameof(codes));
            code = all[i].Code;
            places.Add(code, i);
        }
    }

    /// <summary>Members and codes as they were listed.</summary>
    public IReadOnlyList<(T Value, string Code)> All => all;

    /// <summary>Members by code, ordinal.</summary>
    public IReadOnlyDictionary<string, T> ByCode => byCode ??= all.ToDictionary(c => c.Code, c => c.Value, StringComparer.Ordinal);

    /// <summary>The codes as they were listed.</summary>
    public IReadOnlyCollection<string> Codes => places.Keys;

    /// <summary>The member that a code means.</summary>
    /// <param name="code">Any text.</param>
    /// <param name="value">The member.</param>
    /// <returns>False for a text that is none of the codes.</returns>
    public bool TryRead(string code, out T value)
    {
        var isOne = places.TryGetValue(code, out var place);
        value = isOne ? all[place].Value : default;
        return isOne;
    }

    /// <summary>The code of a member; a member without one is a bug and throws.</summary>
    /// <param name="value">A member.</param>
    public string Of(T value) =>
        Number(value) is var number && (uint)number < (uint)codes.Length && codes[number] is { } code
            ? code
            : throw new InvalidOperationException($"{typeof(T).Name} {value} has no code.");

    private static int Number(T value) =>
        Unsafe.SizeOf<T>() == sizeof(int) ? Unsafe.As<T, int>(ref value) : throw new NotSupportedException($"{typeof(T).Name} is no int.");
}
