using System.Globalization;

namespace TshActions.Core.Reports;

/// <summary>A number of bytes in the unit a person reads; powers of 1000, as in the manifest.</summary>
public static class SizeText
{
    extension(long bytes)
    {
        /// <summary>Rounded to the nearest: 950 KB, 1.5 GB.</summary>
        public string AsSize =>
            Math.Abs((double)bytes) switch
            {
                >= 999_500_000 => Text(bytes / 1e9, "0.0", "GB"),
                >= 999_500 => Text(bytes / 1e6, "0", "MB"),
                >= 1_000 => Text(bytes / 1e3, "0", "KB"),
                _ => Text(bytes, "0", "B"),
            };
    }

    private static string Text(double number, string format, string unit) =>
        $"{number.ToString(format, CultureInfo.InvariantCulture)} {unit}";
}
