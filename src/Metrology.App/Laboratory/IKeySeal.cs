namespace Metrology.App.Laboratory;

/// <summary>Hides keys of people from whoever reads the database; the host holds the key.</summary>
public interface IKeySeal
{
    string Seal(string key);

    /// <summary>Null when it was sealed by another installation, or is no sealed key.</summary>
    string? Open(string? sealedKey);
}
