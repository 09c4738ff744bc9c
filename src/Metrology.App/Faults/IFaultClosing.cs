namespace Metrology.App.Faults;

/// <summary>What a failure stops, and what goes on again once it is closed.</summary>
public interface IFaultClosing
{
    /// <summary>Only an administrator closes it.</summary>
    bool NeedsAdministrator(string code);

    /// <summary>It happened, whether its record could be written or not.</summary>
    void Opened(string code);

    /// <summary>It was closed, with words that are kept.</summary>
    void Closed(string code);
}
