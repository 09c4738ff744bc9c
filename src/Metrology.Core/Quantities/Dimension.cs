namespace Metrology.Core.Quantities;

/// <summary>Exponents of the seven SI base quantities and of money, which is counted but is no SI quantity.</summary>
public readonly record struct Dimension(
    int Length = 0, int Mass = 0, int Time = 0, int Current = 0, int Temperature = 0, int Amount = 0, int Luminosity = 0, int Money = 0)
{
    public static Dimension One => default;

    public static Dimension operator *(Dimension a, Dimension b) => new(
        a.Length + b.Length, a.Mass + b.Mass, a.Time + b.Time, a.Current + b.Current,
        a.Temperature + b.Temperature, a.Amount + b.Amount, a.Luminosity + b.Luminosity, a.Money + b.Money);

    public static Dimension operator /(Dimension a, Dimension b) => a * b.Power(-1);

    public Dimension Power(int n) => new(
        Length * n, Mass * n, Time * n, Current * n, Temperature * n, Amount * n, Luminosity * n, Money * n);
}
