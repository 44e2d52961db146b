using System.Globalization;
using AccessGov.Core.Codes;

namespace AccessGov.Core.Policy;

/// <summary>自治体機密性 of what an entitlement opens, the highest first.</summary>
[CodedBy(typeof(ConfidentialityCodes))]
public enum Confidentiality
{
    /// <summary>機密性3A.</summary>
    Level3A,

    /// <summary>機密性3B.</summary>
    Level3B,

    /// <summary>機密性3C.</summary>
    Level3C,

    /// <summary>機密性2.</summary>
    Level2,

    /// <summary>機密性1.</summary>
    Level1,
}

/// <summary>Article 6 (2): confidentiality, integrity and availability of what an entitlement opens.</summary>
/// <param name="Confidentiality">機密性.</param>
/// <param name="Integrity">完全性, 2 or 1.</param>
/// <param name="Availability">可用性, 2 or 1.</param>
public sealed record Classification(Confidentiality Confidentiality, int Integrity, int Availability)
{
    /// <summary>The lowest there is: every other reaches it.</summary>
    public static Classification Lowest { get; } = new(Confidentiality.Level1, 1, 1);

    /// <summary>True where it is the other one or above it, in each of the three parts.</summary>
    /// <param name="other">The other one.</param>
    public bool Reaches(Classification other)
    {
        ArgumentNullException.ThrowIfNull(other);
        // The highest confidentiality stands first.
        return Confidentiality <= other.Confidentiality && Integrity >= other.Integrity && Availability >= other.Availability;
    }

    /// <summary>As the policy writes it, e.g. <c>3B/2/2</c>.</summary>
    public string Code() =>
        string.Create(CultureInfo.InvariantCulture, $"{ConfidentialityCodes.Of(Confidentiality)}/{Integrity}/{Availability}");
}

/// <summary>Codes of 機密性, in the policy file and in kept rounds.</summary>
public static class ConfidentialityCodes
{
    /// <summary>Every code.</summary>
    public static EnumCodes<Confidentiality> All { get; } =
        new(
            (Confidentiality.Level3A, "3A"),
            (Confidentiality.Level3B, "3B"),
            (Confidentiality.Level3C, "3C"),
            (Confidentiality.Level2, "2"),
            (Confidentiality.Level1, "1")
        );

    /// <summary>The code of one.</summary>
    /// <param name="value">機密性.</param>
    public static string Of(Confidentiality value) => All.Of(value);
}
