namespace AccessGov.Core.Policy;

/// <summary>自治体機密性 of what an entitlement opens.</summary>
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
public sealed record Classification(Confidentiality Confidentiality, int Integrity, int Availability);
