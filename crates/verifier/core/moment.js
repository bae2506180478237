// Days and instants, compared in China Standard Time.

const DAY = 86400;
const EAST = 8 * 3600;

// Days since 1970-01-01 of `2022-06-01`; null when there is no such day.
const dayNumber = (text) => {
  const parts = /^([0-9]{4})-([0-9]{2})-([0-9]{2})$/.exec(text);
  if (parts === null) return null;
  const [year, month, day] = parts.slice(1).map(Number);
  const leap = year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0);
  const most = month === 2 ? 28 + Number(leap) : [4, 6, 9, 11].includes(month) ? 30 : 31;
  if (year === 0 || month < 1 || month > 12 || day < 1 || day > most) return null;
  // Counted from March, so that the odd day comes last.
  const [y, m] = month > 2 ? [year, month - 3] : [year - 1, month + 9];
  const leaps = Math.floor(y / 4) - Math.floor(y / 100) + Math.floor(y / 400);
  return 365 * y + leaps + Math.floor((153 * m + 2) / 5) + day - 1 - 719468;
};

// Seconds since 1970 of RFC 3339 in whole seconds; null for anything else.
const instant = (text) => {
  const parts =
    /^([^T]*)T([0-9]{2}):([0-9]{2}):([0-9]{2})(?:Z|([+-])([0-9]{2}):([0-9]{2}))$/u.exec(text);
  if (parts === null) return null;
  const day = dayNumber(parts[1]);
  const [hours, minutes, seconds] = parts.slice(2, 5).map(Number);
  const [ahead, behind] = [Number(parts[6] ?? 0), Number(parts[7] ?? 0)];
  if (day === null || hours > 23 || minutes > 59 || seconds > 59 || ahead > 23 || behind > 59) return null;
  const zone = (ahead * 3600 + behind * 60) * (parts[5] === "-" ? -1 : 1);
  return day * DAY + hours * 3600 + minutes * 60 + seconds - zone;
};

// Whether an instant lies before a day; null when one of them is none.
const isBefore = (time, day) => {
  const [seconds, days] = [instant(time), dayNumber(day)];
  return seconds === null || days === null ? null : seconds < days * DAY - EAST;
};
