namespace Metrology.App.Faults;

/// <summary>What goes on again once a failure is closed, for those that stop something.</summary>
public interface IFaultClosing
{
    /// <summary>Only an administrator closes it.</summary>
    bool NeedsAdministrator(string code);

    /// <summary>It was closed, with words that are kept.</summary>
    void Closed(string code);
}
