import { ServiceError } from '../http/service-error.js';

export function invalidInput(message: string): ServiceError {
  return new ServiceError('InvalidInputException', 400, message);
}
