/** A number as people type it: "1 200", "12,5", "12.5", "-3". Undefined for anything else. */
export function numberFrom(typed: string): number | undefined {
  const plain = typed.trim().replace(/[\s_']/g, "")
  const point = /^-?\d+,\d+$/.test(plain) && !/^-?\d{1,3}(,\d{3})+$/.test(plain) ? plain.replace(",", ".") : plain
  const digits = point.replace(/,(?=\d{3}(\D|$))/g, "")
  return /^-?(\d+(\.\d+)?|\.\d+)$/.test(digits) ? Number(digits) : undefined
}
